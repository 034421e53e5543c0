package io.keywheel.pool;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was taken of a limit here, and given back. Guarded by the lane's family. */
final class Taken {
    /** Corrections that are kept: those of attempts that may still be under way. */
    private static final int MOST_BACKS = 64;

    /** What an attempt gave back, and where it stood. */
    private record Back(double position, double amount, long sentAt) {}

    private final Deque<Back> backs = new ArrayDeque<>(0);
    private double net;
    private double position;
    private double reported;

    void add(double cost) {
        net += cost;
        position += cost;
    }

    /** Was taken before the limit was known. */
    void addLate(double cost) {
        net += cost;
    }

    void giveBack(Mark mark, double amount) {
        if (backs.size() == MOST_BACKS) backs.removeFirst();
        backs.add(new Back(mark.position(), amount, mark.sentAt()));
        net -= amount;
    }

    /** All that was ever taken and not given back. */
    double net() {
        return net;
    }

    /** All that was ever taken, given back or not. */
    double position() {
        return position;
    }

    /** What was taken after that attempt, and not given back. */
    double since(Mark mark) {
        double since = position - mark.position();
        for (Back back : backs) if (back.position() > mark.position()) since -= back.amount();
        return since;
    }

    /** Nobody asks any more what was taken since attempts that were sent earlier. */
    void forgetBefore(long sentAt) {
        if (!backs.isEmpty()) backs.removeIf(b -> b.sentAt() < sentAt);
    }

    /** Whether it is another amount than when this was last asked. */
    boolean hasNews() {
        boolean news = net != reported;
        reported = net;
        return news;
    }
}
