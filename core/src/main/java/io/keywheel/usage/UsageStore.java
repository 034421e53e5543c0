package io.keywheel.usage;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Where a member's counts survive. No call waits; stages end within seconds, with an exception where it was not done. */
public interface UsageStore {

    /**
     * The counts of one step.
     *
     * @param at when the step begins, in milliseconds since 1970
     * @param run the process that counted; 0 where several are added up
     * @param cells as {@link SliceCodec} writes them
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares rows or changes one.
    record Row(Step step, long at, long run, byte[] cells) {}

    /** Writes them all or none, each in place of that of the same step, moment and run. */
    CompletionStage<Void> put(List<Row> rows);

    /** Those that begin from {@code from} to before {@code to}. */
    CompletionStage<List<Row>> rows(Step step, long from, long to);

    /** The first moment at or after {@code from} of which there is a row. */
    CompletionStage<OptionalLong> next(Step step, long from);

    /** The newest moment of which there is a row. */
    CompletionStage<OptionalLong> newest(Step step);

    /** Drops what begins before {@code before}. */
    CompletionStage<Void> forget(Step step, long before);
}
