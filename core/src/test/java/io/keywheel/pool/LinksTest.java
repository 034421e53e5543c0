package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which groups turn out to share a quota. */
class LinksTest {
    private static final Account ORGANISATION = new Account("org_made_up", "");

    private final Links links = new Links(true);

    private static Account organisation(String project) {
        return new Account("org_made_up", project);
    }

    @Test
    void twoGroupsThatAreAnsweredForOneOrganisationAreLinked() {
        links.seen("b", ORGANISATION);

        Link found = links.seen("a", ORGANISATION).orElseThrow();

        assertThat(found).isEqualTo(new Link("a", "b", "org_made_up", 0, true, 1));
        assertThat(links.partners("b")).containsExactly("b", "a");
    }

    @Test
    void anOrganisationAloneLinksNothingWhereItsProjectsHaveQuotasOfTheirOwn() {
        Links byProject = new Links(false);
        byProject.seen("a", organisation("proj_1"));

        byProject.seen("b", organisation("proj_2"));

        assertThat(byProject.seen("c", ORGANISATION)).isEmpty();
        assertThat(byProject.all()).isEmpty();
    }

    @Test
    void oneProjectLinksWhereProjectsHaveQuotas() {
        Links byProject = new Links(false);
        byProject.seen("a", organisation("proj_1"));

        assertThat(byProject.seen("b", organisation("proj_1"))).isPresent();
    }

    @Test
    void aThousandGroupsOfOneOrganisationMakeAStarNotPairs() {
        for (int i = 0; i < 1_000; i++) links.seen("g" + i, ORGANISATION);

        assertThat(links.all()).hasSize(999);
        assertThat(links.partners("g500")).hasSize(1_000);
    }

    @Test
    void theSameAnswerAgainChangesNothing() {
        links.seen("a", ORGANISATION);
        links.seen("b", ORGANISATION);
        int before = links.version();

        assertThat(links.seen("b", ORGANISATION)).isEmpty();
        assertThat(links.version()).isEqualTo(before);
    }

    @Test
    void aLinkThatWasWrongOnceMayBeFoundAgainByAnotherIdAndTwiceNeverAgain() {
        links.seen("a", ORGANISATION);
        links.seen("b", ORGANISATION);
        links.part("b");
        Account other = new Account("org_other", "");
        links.seen("a", other);
        boolean again = links.seen("b", other).isPresent();
        links.part("b");
        Account third = new Account("org_third", "");
        links.seen("a", third);

        assertThat(again).isTrue();
        assertThat(links.seen("b", third)).isEmpty();
        assertThat(links.all())
                .singleElement()
                .satisfies(link -> assertThat(link.holds()).isFalse());
    }

    @Test
    void ofTwoMembersTheOneThatSawMoreChangesIsBelieved() {
        Link found = Link.found("a", "b", "org_made_up");
        links.adopt(found.asBroken());

        assertThat(links.adopt(found)).isFalse();
        assertThat(links.adopt(found.asBroken().foundAgain("org_other"))).isTrue();
        assertThat(links.partners("a")).containsExactly("a", "b");
    }

    @Test
    void whereTheMiddleOfAStarPartsTheOthersStayTogether() {
        for (String group : new String[] {"a", "b", "c"}) links.seen(group, ORGANISATION);

        links.part("a");

        assertThat(links.partners("a")).containsExactly("a");
        assertThat(links.partners("b")).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void anIdThatChangesWithEveryAnswerLinksNothing() {
        for (int i = 0; i < 20; i++) links.seen("a", new Account("req_" + i, ""));

        assertThat(links.seen("b", new Account("req_19", ""))).isEmpty();
        assertThat(links.seen("c", new Account("req_3", ""))).isPresent();
    }

    @Test
    void afterASurpriseTheNameOfEachUnknownGroupIsWantedAFewTimes() {
        links.seen("known", ORGANISATION);
        boolean before = links.wantsNameOf("unknown");
        links.search();
        int wanted = 0;
        for (int i = 0; i < 20; i++) if (links.wantsNameOf("unknown")) wanted++;

        assertThat(before).isFalse();
        assertThat(wanted).isEqualTo(5);
        assertThat(links.wantsNameOf("known")).isFalse();
    }
}
