package dev.phantom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The report as a person has it before them: in a Chromium, in the light and in the dark, on a desk and on a phone.
/// `-Dphantom.pictures=DIR` leaves pictures of it there.
class ReportInBrowserTest {

    /// What `npm ci` of `tools/browser` installs; `.ci/run` does.
    private static final Path AXE = Path.of("target/browser/node_modules/axe-core/axe.min.js");

    private static final String FORMS = """
            1400, 900, light
            1400, 900, dark
            390, 844, light
            390, 844, dark""";

    @TempDir
    static Path folder;

    private static Path page;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Browser.known(), "the report was not looked at in a browser: no chromium and chromedriver on PATH");
        page = Files.writeString(folder.resolve("report.html"), Nights.page(Nights.of(10)));
        browser = new Browser();
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = FORMS)
    void nothingHasToBeScrolledAside(int width, int height, String scheme) throws Exception {
        browser.show(page, width, height, scheme);
        kept(scheme + "-" + width);
        assertThat(beyond()).as("folded").isEmpty();
        browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
        assertThat(beyond()).as("unfolded").isEmpty();
    }

    private static String beyond() throws IOException, InterruptedException {
        return browser.run("""
                        const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
                        const out = [...document.querySelectorAll('body *')]
                          .filter(e => !e.closest('.hidden,.skip') && e.getClientRects().length
                            && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1);
                        return (wide ? 'the page ' : '') + out.map(e => e.outerHTML.slice(0, 120)).join(' ');""").textValue();
    }

    @ParameterizedTest
    @CsvSource({"1400, 900", "390, 844"})
    void inThePictureNothingIsWrittenOverAnotherThing(int width, int height) throws Exception {
        browser.show(page, width, height, "light");
        assertThat(browser.run("""
                                const texts = [...document.querySelectorAll('svg text:not(.n), svg circle')]
                                  .map(t => [t.textContent || 'circle', t.getBoundingClientRect()]);
                                const meet = (a, b) => a.left < b.right && b.left < a.right
                                  && a.top + 3 < b.bottom && b.top + 3 < a.bottom;
                                return texts.flatMap(([t, a], i) => texts.slice(i + 1)
                                  .filter(([, b]) => meet(a, b)).map(([u]) => t + ' over ' + u)).join('; ');""").textValue()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = FORMS)
    void everybodyCanReadIt(int width, int height, String scheme) throws Exception {
        assumeTrue(
                Files.exists(AXE), "the report was not checked by axe: " + AXE + " is not there; .ci/run installs it");
        browser.show(page, width, height, scheme);
        browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
        browser.run(Files.readString(AXE));
        var found = browser.wait("""
                const done = arguments[arguments.length - 1];
                axe.run({resultTypes: ['violations']}).then(r => done([r.passes.length, r.violations.map(v => v.id + ': ' + v.help + ' '
                  + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' ')).join('; ')]), e => done([0, '' + e]))""");
        assertThat(found.get(1).textValue()).isEmpty();
        assertThat(found.get(0).intValue()).isGreaterThan(20);
    }

    @Test
    void theFirstScreenAnswersAndNothingIsKeptFromRunning() throws Exception {
        browser.complaints();
        browser.show(page, 1400, 900, "light");
        assertThat(browser.run("return document.querySelector('header').getBoundingClientRect().bottom")
                        .doubleValue())
                .isLessThan(900);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void inTheDarkThePageIsDark() throws Exception {
        var colour = "return getComputedStyle(document.body).backgroundColor";
        browser.show(page, 1400, 900, "light");
        assertThat(browser.run(colour).textValue()).isEqualTo("rgb(250, 249, 246)");
        browser.show(page, 1400, 900, "dark");
        assertThat(browser.run(colour).textValue()).isEqualTo("rgb(20, 23, 28)");
    }

    @ParameterizedTest
    @CsvSource({"1400, 900", "390, 844"})
    void aHeadingSortsTheTable(int width, int height) throws Exception {
        browser.show(page, width, height, "light");
        assertThat(column(0).split(" ")[0]).isEqualTo("critical");
        browser.click("th:nth-child(6) button");
        assertThat(column(5)).startsWith("+2,452.80 +2,452.80 +490.56 ");
        assertThat(sorted()).isEqualTo("USD a month descending sorted by USD a month, descending");
        browser.enter("th:nth-child(6) button");
        assertThat(column(5)).endsWith(" +490.56 +2,452.80 +2,452.80");
        assertThat(sorted()).isEqualTo("USD a month ascending sorted by USD a month, ascending");
        browser.click("th:nth-child(2) button");
        assertThat(column(1)).startsWith("6 Batch").contains("10 Settlements /Tags/1 1 WebGroup");
        assertThat(sorted()).startsWith("What ascending");
    }

    private static String column(int column) throws IOException, InterruptedException {
        return browser.run("return [...document.querySelector('table.drifts').tBodies[0].rows]" + ".map(r => r.cells["
                        + column + "].innerText).join(' ').replace(/\\s+/g, ' ')")
                .textValue();
    }

    private static String sorted() throws IOException, InterruptedException {
        return browser.run("return [...document.querySelectorAll('th[aria-sort]')]"
                        + ".map(th => th.innerText + ' ' + th.ariaSort).join(' ')"
                        + " + ' ' + document.getElementById('sorted').textContent")
                .textValue();
    }

    @Test
    void aLinkUnfoldsWhatItLeadsTo() throws Exception {
        browser.show(page, 1400, 900, "light");
        browser.click("td.what a[href='#d3']");
        assertThat(browser.run("return document.getElementById('d3').open").booleanValue())
                .isTrue();
        browser.click("#d3 ul.marks a");
        assertThat(browser.run("""
                                const target = document.querySelector(':target');
                                return target.closest('#evidence, section').querySelector('h2').textContent
                                  + ' ' + (target.getClientRects().length > 0)""").textValue()).isEqualTo("Evidence true");
    }

    /// For a person who looks at it.
    private static void kept(String name) throws IOException, InterruptedException {
        var wanted = System.getProperty("phantom.pictures", "");
        if (!wanted.isEmpty()) {
            browser.picture(Path.of(wanted).resolve(name + ".png"));
        }
    }
}
