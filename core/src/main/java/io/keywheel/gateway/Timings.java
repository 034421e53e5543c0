package io.keywheel.gateway;

/**
 * How long the data plane bears with somebody who says nothing, in milliseconds.
 *
 * @param firstHead a new connection until its first request head is whole
 * @param nextHead a connection between two requests: SDKs keep theirs that long
 * @param quietBody a caller between two pieces of its body
 * @param lastRest a caller that has its answer and still sends: closed sooner, it would meet a reset before it has read the answer
 * @param signOfLife a caller whose stream has only opened, until it is sent a comment
 * @param refusal a provider from the head of a refusal on: then what came of it is judged
 */
record Timings(long firstHead, long nextHead, long quietBody, long lastRest, long signOfLife, long refusal) {
    static final Timings STANDARD = new Timings(10_000, 75_000, 30_000, 2_000, 5_000, 10_000);
}
