package dev.phantom.pullrequest.body;

import dev.phantom.fault.InertText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A part of a pull request's body that a reader opens when they want it.
final class Fold {

    private static final String END = "</details>";

    private static final Pattern FOLD = Pattern.compile("(?s)<details><summary>(.*?)</summary>.*?" + END);

    private Fold() {}

    /// Nothing of nothing.
    ///
    /// @param title Phantom's own words: a code host takes what is in it as HTML
    static String of(String title, String... blocks) {
        var text = List.of(blocks).stream().filter(b -> !b.isEmpty()).collect(Collectors.joining("\n\n"));
        return text.isEmpty() ? "" : "<details><summary>" + title + "</summary>\n\n" + text + "\n\n" + END;
    }

    /// A name from outside in a title.
    static String name(String outside) {
        return InertText.cut(outside.replaceAll("[^A-Za-z0-9._:-]", "_"), 80);
    }

    /// With the title of each fold in its place.
    ///
    /// @param mark before each title
    static String closed(String text, String mark) {
        return FOLD.matcher(text).replaceAll(Matcher.quoteReplacement(mark) + "$1");
    }

    /// What is open at the end of a text that was cut is closed.
    static String ended(String text) {
        return text.lastIndexOf("<details>") > text.lastIndexOf(END) ? text + "\n\n" + END : text;
    }
}
