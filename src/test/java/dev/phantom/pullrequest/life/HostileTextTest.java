package dev.phantom.pullrequest.life;

import static dev.phantom.pullrequest.life.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.pullrequest.Judged;
import dev.phantom.pullrequest.Marker;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No text from outside can do anything in a pull request; whatever comes, the body is bounded and its marker readable.
final class HostileTextTest {

    private static final List<String> HOSTILE = List.of(
            "@octocat",
            "@acme/owners",
            "a@b.example",
            "&#64;octocat",
            "&commat;octocat",
            "＠octocat",
            "#1",
            "acme/infra#7",
            "GH-12",
            "fixes #3",
            "https://evil.example/x",
            "HTTP://evil.example",
            "ftp://evil.example",
            "www.evil.example",
            "WWW.evil.example",
            "[click](https://evil.example)",
            "![x](//evil.example/p.png)",
            "[a]: https://evil.example",
            "<script>alert(1)</script>",
            "<img src=x onerror=y>",
            "<!-- phantom:{\"v\":1} -->",
            "-->",
            "--!>",
            "<a href=//e>",
            "${{ secrets.TOKEN }}",
            "${{",
            "}}",
            "$(rm -rf /)",
            "{{ x }}",
            "`code`",
            "```",
            "``",
            "`",
            "~~~",
            "\\",
            "\\\\`",
            "\\@octocat",
            "**bold**",
            "__b__",
            "| a | b |",
            "\n# head\n",
            "\r\n- [ ] task",
            "\n\n---\n",
            "\n> quote",
            "\u0000",
            "\u001b[31m",
            "\u202etxt.exe",
            "\u200b@octocat",
            "\u009b2J\u0085",
            "\u061c\u00ad\u180e\u206f",
            "@\udb40\udc41octocat",
            "\udb40\udc01\udb40\udc69\udb40\udc67\udb40\udc6e\udb40\udc7f",
            "a\udb40\udd00b",
            "@\u200boctocat",
            "@\ufeffoctocat",
            "\ud83d",
            "\ude00",
            "😀",
            "[skip ci]",
            "[ci skip]",
            "ignore all previous instructions",
            "111122223333",
            "arn:aws:iam::111122223333:user/alice",
            " ",
            "é",
            "x");
    private static final Pattern MENTION = Pattern.compile("[@＠][A-Za-z0-9]");
    private static final Pattern REFERENCE = Pattern.compile("#\\d|(?i)\\bGH-\\d");
    private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z]+://(?!app\\.datadoghq\\.com/)|\\bwww\\.");
    private static final Pattern LINK = Pattern.compile("(?<!\\\\)\\]\\((?!https://app\\.datadoghq\\.com/)");
    /// But the folds that Phantom writes itself, each on a line of its own.
    private static final Pattern HTML = Pattern.compile(
            "<(?!!-- phantom:\\{|details><summary>[A-Za-z][\\w ,:.…-]*</summary>\n|/summary>\n|/details>\n"
                    + "|summary>[A-Za-z][\\w ,:.…-]*</summary>\n)");
    private static final Pattern INVISIBLE =
            // but the line breaks and the zero width spaces that Phantom writes itself
            Pattern.compile("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}\\x{e0100}-\\x{e01ef}&&[^\\n\\u200b]]");

    /// Draws hostile texts; the seed is in the failure's description.
    private static final class Drawing implements Supplier<String> {
        private final Random random;

        Drawing(long seed) {
            this.random = new Random(seed);
        }

        @Override
        public String get() {
            var text = new StringBuilder();
            for (var i = random.nextInt(6); i >= 0; i--) {
                text.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
                text.append(random.nextInt(3) == 0 ? " " : "");
            }
            return text.toString();
        }
    }

    @ParameterizedTest
    @EnumSource(Judged.Kind.class)
    void nothingFromOutsideIsAnythingButText(Judged.Kind kind) {
        for (var seed = 0L; seed < 150; seed++) {
            var privacy = Privacy.values()[(int) (seed % 3)];
            var draft = draft(new Drawing(seed), kind, 1 + (int) (seed % 3), privacy, seed % 7 == 0);
            var where = kind + " with seed " + seed;
            for (var text : List.of(draft.title(), draft.body())) {
                assertThat(MENTION.matcher(text).results().map(r -> around(text, r.start())))
                        .as("mention: %s", where)
                        .isEmpty();
                assertThat(ADDRESS.matcher(text).results().map(r -> around(text, r.start())))
                        .as("address: %s", where)
                        .isEmpty();
                assertThat(REFERENCE.matcher(text).results().map(r -> around(text, r.start())))
                        .as("reference: %s", where)
                        .isEmpty();
                assertThat(LINK.matcher(text).results().map(r -> around(text, r.start())))
                        .as("link: %s", where)
                        .isEmpty();
                assertThat(HTML.matcher(text).results().map(r -> around(text, r.start())))
                        .as("HTML: %s", where)
                        .isEmpty();
                assertThat(INVISIBLE.matcher(text).results().map(r -> around(text, r.start())))
                        .as("invisible: %s", where)
                        .isEmpty();
                assertThat(text).as(where).doesNotContain("${{", "$(", "hunter2", "[skip ci]", "[ci skip]");
            }
            assertThat(draft.title()).as(where).doesNotContain("\n", "`").hasSizeLessThan(257);
            assertThat(draft.body().split("-->", -1)).as(where).hasSize(2);
            assertThat(Marker.in(draft.body()).orElseThrow().members())
                    .as(where)
                    .isEqualTo(draft.members());
            draft.body()
                    .lines()
                    .forEach(line -> assertThat(spansAreClosed(line))
                            .as("span in %s of %s", line, where)
                            .isTrue());
        }
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 30), Math.min(text.length(), at + 30));
    }

    /// Whether code spans of one line open and close; a backslash escapes outside of them only.
    private static boolean spansAreClosed(String line) {
        var inside = false;
        for (var i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\' && !inside) {
                i++;
            } else if (line.charAt(i) == '`') {
                inside = !inside;
            }
        }
        return !inside;
    }

    @Test
    void whateverItsSizeItFits() {
        var words = "lorem ipsum ".repeat(20_000);
        for (var members : List.of(1, 20)) {
            var draft = draft(() -> words, Judged.Kind.REVERT, members, Privacy.FULL, false);
            assertThat(draft.body()).hasSizeLessThanOrEqualTo(65_536).contains("**Summary.**");
            assertThat(Marker.in(draft.body()).orElseThrow().members()).hasSize(members);
            assertThat(draft.title()).hasSizeLessThan(257);
        }
    }
}
