package io.keywheel.records;

import org.jspecify.annotations.Nullable;

/**
 * A change of one record as a value. {@link #decide} says what comes of it where the record's newest version is known.
 *
 * @param base the version that it was made for; null where there was none, and for a removal of whatever stands
 * @param next what stands afterwards; a removal of whatever stands gets its numbers when it is decided
 */
public record RecordChange(Action action, @Nullable Version base, StoredRecord next) {

    /**
     * Makes a record.
     *
     * @param current what stands of this id, if anything: the tombstone of one that was removed
     */
    public static RecordChange create(RecordId id, @Nullable StoredRecord current, Mark mark, Content content) {
        return create(id, current, mark, new Making(false, content));
    }

    /** Makes a record that is not used before somebody enables it. */
    public static RecordChange createDisabled(RecordId id, @Nullable StoredRecord current, Mark mark, Content content) {
        return create(id, current, mark, new Making(true, content));
    }

    private record Making(boolean disabled, Content content) {}

    private static RecordChange create(RecordId id, @Nullable StoredRecord current, Mark mark, Making making) {
        Version base = current == null ? null : current.version();
        Version version = (base == null ? Version.first(mark) : base.remade(mark)).disabledWhere(making.disabled());
        byte[] content = making.content().sealedFor(version);
        return new RecordChange(Action.CREATE, base, StoredRecord.of(id, version, mark.at(), content));
    }

    /** Says something else; enabled or disabled it stays. */
    public static RecordChange update(StoredRecord current, Mark mark, Content content) {
        return change(Action.UPDATE, current, mark, content);
    }

    public static RecordChange enable(StoredRecord current, Mark mark, Content content) {
        return change(Action.ENABLE, current, mark, content);
    }

    public static RecordChange disable(StoredRecord current, Mark mark, Content content) {
        return change(Action.DISABLE, current, mark, content);
    }

    private static RecordChange change(Action action, StoredRecord current, Mark mark, Content content) {
        boolean disabled = action == Action.UPDATE ? current.version().disabled() : action == Action.DISABLE;
        Version version = current.version().changed(disabled, mark);
        byte[] sealed = content.sealedFor(version);
        return new RecordChange(action, current.version(), StoredRecord.of(current.id(), version, mark.at(), sealed));
    }

    /** Removes exactly this version. */
    public static RecordChange remove(StoredRecord current, Mark mark) {
        Version version = current.version().removed(mark.writer(), mark.changeId());
        return new RecordChange(
                Action.REMOVE, current.version(), StoredRecord.tombstone(current.id(), version, mark.at()));
    }

    /** Removes whatever stands. */
    public static RecordChange remove(RecordId id, Mark mark) {
        Version open = new Version(1, true, 1, false, mark.writer(), mark.changeId());
        return new RecordChange(Action.REMOVE, null, StoredRecord.tombstone(id, open, mark.at()));
    }

    public RecordId id() {
        return next.id();
    }

    public String changeId() {
        return next.version().changeId();
    }

    /** What comes of it where {@code current} stands. Says the same wherever it is asked. */
    public Decision decide(@Nullable StoredRecord current) {
        if (current == null) return action == Action.CREATE ? new Decision.Applied(next) : new Decision.Missing(id());
        if (current.version().changeId().equals(changeId())) return new Decision.Repeated(current);
        if (action == Action.CREATE && current.isLive()) return new Decision.Exists(current);
        if (action != Action.CREATE && !current.isLive()) return new Decision.Missing(id());
        return isMadeFor(current)
                ? new Decision.Applied(numbered(current).builtOn(current))
                : new Decision.Stale(current);
    }

    private boolean isMadeFor(StoredRecord current) {
        return removesWhateverStands() || current.version().equals(base);
    }

    private boolean removesWhateverStands() {
        return action == Action.REMOVE && base == null;
    }

    private StoredRecord numbered(StoredRecord current) {
        if (!removesWhateverStands()) return next;
        return next.withVersion(current.version().removed(next.version().writer(), changeId()));
    }
}
