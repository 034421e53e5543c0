package io.keywheel.config;

import java.util.Map;
import java.util.TreeMap;

/** Which keys share a quota, each by its place in start order: {@code org-a:1,2;org-b:3}. */
record GroupPlaces(Map<Integer, String> groupByPlace) {
    private static final String MEND = "Write names and places of keys, as in org-a:1,2;org-b:3.";
    private static final Parser<Long> PLACE = Quantities.whole(1, 1_000_000);

    static GroupPlaces parse(String text) throws Unfit {
        Map<Integer, String> groups = new TreeMap<>();
        for (String part : text.split(";", -1)) {
            if (part.isBlank()) continue;
            int colon = part.indexOf(':');
            if (colon < 0) throw new Unfit(Unfit.quoted(part.strip()) + " names no keys", MEND);
            String group = KeyFields.GROUP_NAME.parse(part.substring(0, colon).strip());
            for (Long place : Addresses.list(PLACE).parse(part.substring(colon + 1))) {
                String other = groups.putIfAbsent(place.intValue(), group);
                if (other != null && !other.equals(group))
                    throw new Unfit("key " + place + " is in two groups", "Leave it in one of them.");
            }
        }
        return new GroupPlaces(groups);
    }
}
