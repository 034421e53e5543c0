package io.keywheel.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.config.ListenerConfig;
import io.keywheel.clusterconfig.MemberAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may be a member: one that holds a master key which the older members hold too. Members cannot be refused by open-source
 * Hazelcast, so the younger leaves by itself; what it could have read by then is sealed.
 */
final class Admission implements MembershipListener {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final String ATTRIBUTE = "keywheel.master-key-ids";
    private static final String QUESTION = "admission.master-key-ids";

    /** What members said of the keys that they hold by now; what they published they held when they started. */
    private final Map<UUID, MasterKeyIds> told = new ConcurrentHashMap<>();

    private volatile MasterKeyIds present;

    /** Nobody who was let in is turned away for changing keys in an order of his own. */
    private volatile MasterKeyIds ever;

    Admission(MasterKeyIds own) {
        this.present = own;
        this.ever = own;
    }

    /** This node holds these from now on. */
    void hold(MasterKeyIds own) {
        present = own;
        ever = ever.and(own);
    }

    void addTo(Config config) {
        config.getMemberAttributeConfig().setAttribute(ATTRIBUTE, present.text());
        config.addListenerConfig(new ListenerConfig(this));
    }

    void answerBy(Answerers answerers) {
        answerers.add(QUESTION, Text.class, asked -> new Text(present.text()));
    }

    /** Asks whom it has not asked yet; may wait for half a second. */
    void ask(Grid now) {
        List<Member> others = now.others();
        told.keySet().retainAll(others.stream().map(Member::getUuid).toList());
        List<CompletableFuture<Text>> asked = others.stream()
                .filter(member -> !told.containsKey(member.getUuid()))
                .map(member -> now.ask(Line.QUICK, member, new Question(QUESTION, new Text("")), Text.class)
                        .whenComplete((ids, failure) -> {
                            if (ids != null) told.put(member.getUuid(), MasterKeyIds.parse(ids.text()));
                        }))
                .toList();
        for (CompletableFuture<Text> answer : asked)
            answer.exceptionally(Text::silence).join();
    }

    /** Why this member must leave, if it must. */
    Optional<String> refusal(Collection<Member> oldestFirst) {
        for (Member member : oldestFirst) {
            if (member.localMember()) return Optional.empty();
            if (!shareKeyWith(member)) return Optional.of(words(member));
        }
        return Optional.empty();
    }

    private static String words(Member older) {
        return "This node shares no master key with member " + address(older)
                + " and was turned away: give all members the same KEYWHEEL_MASTER_KEY";
    }

    boolean shareKeyWith(Member member) {
        MasterKeyIds theirs = told.get(member.getUuid());
        return theirs == null ? publishedOneOf(ever, member) : theirs.shareOneWith(ever);
    }

    private static boolean publishedOneOf(MasterKeyIds own, Member member) {
        String published = member.getAttribute(ATTRIBUTE);
        return published != null && MasterKeyIds.parse(published).shareOneWith(own);
    }

    static String address(Member member) {
        Address address = member.getAddress();
        return new MemberAddress(address.getHost(), address.getPort()).toString();
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        Member member = event.getMember();
        if (publishedOneOf(present, member)) {
            LOG.info(
                    "Member {} joined, {} in the cluster",
                    address(member),
                    event.getMembers().size());
        } else {
            LOG.warn("Member {} shares no master key with this one and is turned away", address(member));
        }
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        LOG.info(
                "Member {} left, {} in the cluster",
                address(event.getMember()),
                event.getMembers().size());
    }
}
