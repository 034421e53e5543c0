package io.keywheel.pool;

/**
 * Whose quota an answer speaks of: the ids that stand in its headers or text. What is masked or only an example is no id.
 *
 * @param organisation organisation, team or account, empty where the answer names none
 * @param project empty where the answer names none
 */
public record Account(String organisation, String project) {
    public static final Account EMPTY = new Account("", "");

    public boolean isEmpty() {
        return organisation.isEmpty() && project.isEmpty();
    }

    /** This account, with what it lacks taken from the other. */
    public Account or(Account other) {
        if (other.isEmpty() || equals(other)) return this;
        return new Account(
                organisation.isEmpty() ? other.organisation : organisation,
                project.isEmpty() ? other.project : project);
    }

    /**
     * Whether both speak of one quota: of one organisation where the provider counts so, else of one project.
     *
     * @param perOrganisation whether the provider counts per organisation, whatever the project
     */
    public boolean sharesQuota(Account other, boolean perOrganisation) {
        boolean same = organisation.equals(other.organisation);
        if (perOrganisation) return same && !organisation.isEmpty();
        boolean contradict = !same && !organisation.isEmpty() && !other.organisation.isEmpty();
        return !contradict && !project.isEmpty() && project.equals(other.project);
    }
}
