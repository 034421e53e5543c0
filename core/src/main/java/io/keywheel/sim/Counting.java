package io.keywheel.sim;

/**
 * How the simulated provider counts.
 *
 * @param perProject whether each project of an organisation has limits of its own
 * @param perModel whether each model has
 * @param settles whether what an answer did not need of its {@code max_tokens} is given back when it ends
 */
public record Counting(boolean perProject, boolean perModel, boolean settles) {
    /** As Groq: per organisation and model; prompt and {@code max_tokens} are charged on admission and kept. */
    public static final Counting GROQ = new Counting(false, true, false);

    public Counting eachProject() {
        return new Counting(true, perModel, settles);
    }

    public Counting allModelsTogether() {
        return new Counting(perProject, false, settles);
    }

    public Counting settling() {
        return new Counting(perProject, perModel, true);
    }
}
