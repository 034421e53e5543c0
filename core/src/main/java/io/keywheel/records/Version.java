package io.keywheel.records;

import java.util.regex.Pattern;

/**
 * Which state of a record this is. {@link VersionOrder} says which of two is newer.
 *
 * @param incarnation raised when a removed id is made again; begins with 1
 * @param tombstone whether the record is removed
 * @param revision raised by every change; begins with 1 in each incarnation
 * @param writer who made the change: a member and its random start id
 * @param changeId names the change; no two have the same
 */
public record Version(
        long incarnation, boolean tombstone, long revision, boolean disabled, String writer, String changeId) {
    /** Plain ASCII, so that every database sorts it alike; no comma, since lists of them stand in one text. */
    private static final Pattern NAME = Pattern.compile("[!-+\\--~]{1,120}");

    public Version {
        if (incarnation < 1 || revision < 1) throw new IllegalArgumentException("versions count from 1");
        if (!NAME.matcher(writer).matches()) throw new IllegalArgumentException("not a writer: " + writer);
        if (!NAME.matcher(changeId).matches()) throw new IllegalArgumentException("not a change id: " + changeId);
    }

    /** The version of a record that is made for the first time. */
    static Version first(Mark mark) {
        return new Version(1, false, 1, false, mark.writer(), mark.changeId());
    }

    /** What a removed id gets when it is made again. */
    Version remade(Mark mark) {
        return new Version(incarnation + 1, false, 1, false, mark.writer(), mark.changeId());
    }

    Version changed(boolean disable, Mark mark) {
        return new Version(incarnation, false, revision + 1, disable, mark.writer(), mark.changeId());
    }

    Version removed(String by, String change) {
        return new Version(incarnation, true, revision + 1, false, by, change);
    }

    Version disabledWhere(boolean disable) {
        return new Version(incarnation, tombstone, revision, disable, writer, changeId);
    }

    /** What an ETag says: no two versions of a record have the same. */
    public String tag() {
        return incarnation + "." + revision + "." + changeId;
    }
}
