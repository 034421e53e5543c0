package io.keywheel.usage;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The other members of the cluster, who have counted too. */
@FunctionalInterface
public interface Others {

    /**
     * Has {@link UsageAnswers#answer} at each other member answer. Does not wait, and need not end what a member never answers: whoever
     * asks gives up after half a second.
     *
     * @return each member's answer, by what operators call it
     */
    Map<String, CompletionStage<byte[]>> ask(byte[] question);

    /** A node of its own. */
    Others ALONE = question -> Map.of();
}
