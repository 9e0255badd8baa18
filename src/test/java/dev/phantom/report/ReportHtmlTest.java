package dev.phantom.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.run.RunReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The report as a page: what its first screen answers, how much it takes to read, and that nothing in it acts.
class ReportHtmlTest {

    private static final Pattern FOLD = Pattern.compile("(?s)<details[^>]*><summary>(.*?)</summary>.*?</details>");

    /// What a reader sees before anything is unfolded.
    private static String unfolded(String page) {
        return words(FOLD.matcher(page).replaceAll("$1"));
    }

    private static String words(String html) {
        return html.replaceAll("(?s)<(style|script|title)>.*?</\\1>", " ")
                .replaceAll("<[^>]*>", " ")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String firstScreen(String page) {
        return words(page.substring(page.indexOf("<header>"), page.indexOf("</header>")));
    }

    /// Five questions, written down before the page was made: what is worst, who did it, was it right, what does it
    /// cost, what happens next.
    @Test
    void aManagerIsAnsweredOnTheFirstScreen() throws IOException {
        var screen = firstScreen(Nights.page(Nights.demo()));
        assertThat(screen)
                .as("what is worst")
                .contains("The worst of 7 drifts", "WebGroup", "port 22/tcp (SSH) is open to the world (0.0.0.0/0)");
        assertThat(screen).as("who did it").contains("role/OnCall added WebGroup");
        assertThat(screen)
                .as("was it right")
                .contains("That was wrong: revert it.", "wrong 4", "1 right, 1 partly right, 1 not clear");
        assertThat(screen)
                .as("what does it cost")
                .contains("USD a month by these changes +2,943.36 1 change not priced");
        assertThat(screen)
                .as("what happens next")
                .contains("What to do next Close the exposure of payments WebGroup now")
                .contains("Review the pull requests, starting with #", "Decide payments Notifier");
        assertThat(screen.split(" ")).hasSizeLessThan(120);
    }

    @Test
    void tenDriftsAreReadInAFewMinutes() throws IOException {
        var page = unfolded(Nights.page(Nights.of(10)));
        assertThat(page).contains("The worst of 10 drifts", "Notifier", "WebGroup1");
        assertThat(page.split(" ")).hasSizeLessThanOrEqualTo(1_200);
    }

    @Test
    void everyObservationIsToldOnceAndReferredTo() throws IOException {
        var page = Nights.page(Nights.demo());
        var evidence = page.substring(page.indexOf("<h2 id=\"evidence\">"));
        assertThat(evidence.split("incident 3107 SEV-2", -1)).hasSize(2);
        assertThat(evidence).contains("in WebGroup as E-04", "Db as E-08");
        assertThat(page).containsPattern("The trouble ended with a release \\(<a href=\"#e\\d+\">\\[\\d+]</a>\\)");
    }

    @Test
    void everyLinkWithinThePageLeadsSomewhere() throws IOException {
        var page = Nights.page(Nights.of(10));
        var ids = new ArrayList<String>();
        Pattern.compile(" id=\"([^\"]*)\"").matcher(page).results().forEach(m -> ids.add(m.group(1)));
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(Pattern.compile("href=\"#([^\"]*)\"").matcher(page).results().map(m -> m.group(1)))
                .hasSizeGreaterThan(30)
                .allMatch(ids::contains);
        assertThat(Pattern.compile("aria-labelledby=\"([^\"]*)\"")
                        .matcher(page)
                        .results()
                        .map(m -> m.group(1)))
                .allSatisfy(names -> assertThat(ids).contains(names.split(" ")));
    }

    @Test
    void whatSpeaksForAndAgainstAVerdictIsSaidByWordAndSign() throws IOException {
        var page = Nights.page(Nights.demo());
        var db = page.substring(page.indexOf("id=\"d2\""), page.indexOf("id=\"d3\""));
        assertThat(words(db.substring(db.indexOf("For it"))))
                .containsPattern("^For it \\+ \\[\\d+] write: ModifyDBInstance")
                .containsPattern("Against it − \\[\\d+] metric: aws.rds.cpuutilization");
    }

    @Test
    void theNightIsAPictureWithWordsAndAList() throws IOException {
        var page = Nights.page(Nights.demo());
        var picture = page.substring(page.indexOf("<svg"), page.indexOf("</svg>"));
        assertThat(words(picture))
                .startsWith(">7 changes from 2026-11-28 03:04 UTC".substring(1))
                .contains("checkout p95 &gt; 2 s", "SEV-2 incident 3107", "payments-api v412 deployed")
                .contains("aws.rds.cpuutilization", "4.02 to 87.0 percent");
        assertThat(picture.split("<circle", -1)).hasSize(8);
        var list = page.substring(page.indexOf("The same as a list"));
        assertThat(words(list.substring(0, list.indexOf("</details>"))))
                .containsSubsequence("02:41Z [1] deploy", "03:04Z change 2 :", "03:58Z", "06:10Z change 4 :");
    }

    /// Whatever the policy does not name by its hash a browser neither runs nor applies.
    @Test
    void thePolicyAdmitsTheOneStyleAndTheOneScript() throws Exception {
        var page = Nights.page(Nights.demo());
        var policy = page.substring(page.indexOf("content=\"default-src"), page.indexOf("<meta name=\"viewport"));
        assertThat(policy)
                .contains("default-src &#39;none&#39;", "base-uri &#39;none&#39;", "form-action &#39;none&#39;")
                .doesNotContain("unsafe", "https:", "*");
        for (var tag : List.of("style", "script")) {
            assertThat(page.split("<" + tag, -1)).hasSize(2);
            var text = page.substring(page.indexOf("<" + tag + ">") + tag.length() + 2, page.indexOf("</" + tag + ">"));
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            assertThat(policy)
                    .contains(tag + "-src &#39;sha256-" + Base64.getEncoder().encodeToString(hash) + "&#39;");
        }
        assertThat(page).doesNotContainPattern("<[^>]* (style|on[a-z]+)=").doesNotContain("<img", "<link", "<iframe");
    }

    @Test
    void nothingFromOutsideIsMarkupOrTurnsTheText() throws IOException {
        var page = Nights.page(Nights.named("<script>alert(1)</script>\u202e\u2067\u001b\"'&"));
        assertThat(page.split("<script", -1)).hasSize(2);
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;\\u202e\\u2067\\u001b&quot;&#39;&amp;")
                .doesNotContain("\u202e", "\u2067", "\u001b");
    }

    @Test
    void aPullRequestIsALinkAndNothingElseIs() throws IOException {
        assertThat(Nights.page(Nights.demo()))
                .contains("<a href=\"https://github.com/acme/infra/pull/3\" rel=\"noopener noreferrer\">#3</a>");
        for (var address :
                List.of("javascript:alert(1)", "data:text/html,x", "https://me:pw@host/1", "file:///etc/passwd")) {
            assertThat(Nights.page(opened(address))).doesNotContain("href=\"" + address);
        }
    }

    /// A reader of the table need not know what a path means, nor what a record is.
    @Test
    void theTableSaysWhatIsOpenAndWhatARevertWaitsFor() throws IOException {
        var run = Nights.demo();
        var report = run.reports().getFirst();
        var waits = new OutcomeReason.RecordWaits(List.of("#1", "#2", "Notifier", "Db"));
        var drifts = report.drifts().stream()
                .map(d -> d.published(new Outcome(
                        Outcome.Kind.CREATED, waits, "https://github.com/acme/infra/pull/3", "", new Proof(List.of()))))
                .toList();
        var page = Nights.page(new RunReport(run.startedAt(), List.of(Nights.with(report, drifts)), List.of()));
        var table = words(page.substring(page.indexOf("<tbody"), page.indexOf("</tbody>")));
        assertThat(table)
                .containsPattern("WebGroup [^ ]+ port 22/tcp \\(SSH\\) is open to the world")
                .contains("#3 created , its revert is applied in AWS after #1, #2, the drift of Notifier and 1 more");
        assertThat(words(page))
                .contains("its revert is applied in AWS after #1, #2, the drift of Notifier, the drift of Db")
                .containsPattern("12 of 14 resources compared\\. [\\w ]*not compared");
    }

    private static RunReport opened(String address) throws IOException {
        var run = Nights.demo();
        var report = run.reports().getFirst();
        var drifts = report.drifts().stream()
                .map(d -> d.published(
                        new Outcome(Outcome.Kind.CREATED, OutcomeReason.NONE, address, "", new Proof(List.of()))))
                .toList();
        return new RunReport(run.startedAt(), List.of(Nights.with(report, drifts)), List.of());
    }

    @Test
    void withoutDriftItSaysSoAndShowsNoTable() throws IOException {
        var run = Nights.demo();
        var quiet =
                new RunReport(run.startedAt(), List.of(Nights.with(run.reports().getFirst(), List.of())), List.of());
        var page = Nights.page(quiet);
        assertThat(firstScreen(page)).contains("No drift: 12 of 14 resources were compared.", "Nothing to do");
        assertThat(new HashSet<>(List.of("<table", "<svg", "id=\"evidence\""))).noneMatch(page::contains);
    }
}
