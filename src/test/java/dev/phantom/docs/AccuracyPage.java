package dev.phantom.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `docs/accuracy.md`: prose by hand, and blocks that tests with the corpus measure. A block that is not what was
/// measured fails its test; `make accuracy WRITE=1` writes it anew.
public final class AccuracyPage {
    private AccuracyPage() {}

    private static final Path PAGE = Path.of("docs/accuracy.md");

    /// @param block its name in the page, `<!-- name -->` … `<!-- /name -->`
    public static void holds(String block, String measured) {
        System.out.println(measured);
        try {
            var page = Files.readString(PAGE);
            var found = pattern(block).matcher(page);
            assertThat(found.find())
                    .as("docs/accuracy.md has no block " + block)
                    .isTrue();
            if ("write".equals(System.getProperty("phantom.docs"))) {
                var body = "<!-- " + block + " -->\n" + measured.strip() + "\n<!-- /" + block + " -->";
                Files.writeString(PAGE, pattern(block).matcher(page).replaceFirst(Matcher.quoteReplacement(body)));
            } else {
                assertThat(measured.strip())
                        .as("docs/accuracy.md, block " + block)
                        .isEqualTo(found.group(1).strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern pattern(String block) {
        return Pattern.compile("(?s)<!-- " + block + " -->\n(.*?)<!-- /" + block + " -->");
    }
}
