package dev.phantom.pullrequest.body;

import dev.phantom.fault.InertText;
import java.util.regex.Pattern;

/// Text from outside (values, names, log lines, an analyst's words) made harmless before it stands in a pull request.
/// Nothing in it acts unseen ([InertText]), and it can become no mention, reference, link, HTML, Markdown, workflow
/// expression or closing keyword, and is capped. The
/// means: invisible breaks (U+200B) where a code host would recognise something after rendering, backslashes and
/// entities where Markdown would.
public final class OutsideText {

    /// Zero width space: invisible, and no part of any syntax.
    private static final String BREAK = "\u200b";

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern SURROGATE =
            Pattern.compile("[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");
    private static final Pattern MARKDOWN = Pattern.compile("[\\\\`*_\\[\\]|~]");
    private static final Pattern WWW = Pattern.compile("(?i)\\bwww\\.");
    /// A squash merge may take the body as its message, and the code host reads orders in that.
    private static final Pattern SKIP = Pattern.compile("(?i)\\[(?=(skip|ci|no|actions) )");

    private static final Pattern ISSUE = Pattern.compile("(?i)\\bGH-(?=\\d)");

    private OutsideText() {}

    /// For running text.
    public static String prose(String text, int cap) {
        var plain = capped(text, cap).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return defused(MARKDOWN.matcher(plain).replaceAll("\\\\$0"));
    }

    /// For a value: a code span of its own.
    public static String code(String text, int cap) {
        var plain = capped(text, cap).replace('`', '\'').replace('<', '‹').replace('>', '›');
        return plain.isEmpty() ? "` `" : "`" + defused(plain) + "`";
    }

    /// For a title or a commit message: no Markdown there, but mentions, references and `[skip ci]` work.
    public static String title(String text, int cap) {
        return defused(capped(text, cap)
                .replace('[', '(')
                .replace(']', ')')
                .replace('`', '\'')
                .replace('<', '‹')
                .replace('>', '›'));
    }

    private static String defused(String text) {
        var inert = text.replace("@", "@" + BREAK)
                .replace("＠", "＠" + BREAK)
                .replace("://", ":" + BREAK + "//")
                .replace("{{", "{" + BREAK + "{")
                .replace("${", "$" + BREAK + "{")
                .replace("$(", "$" + BREAK + "(")
                .replace("](", "]" + BREAK + "(")
                .replace("#", "#" + BREAK);
        inert = WWW.matcher(inert).replaceAll("www" + BREAK + ".");
        inert = SKIP.matcher(inert).replaceAll("[" + BREAK);
        return ISSUE.matcher(inert).replaceAll("GH" + BREAK + "-");
    }

    private static String capped(String text, int cap) {
        var head = text.length() > cap * 4 ? text.substring(0, cap * 4) : text;
        var inert = InertText.sentence(SURROGATE.matcher(head).replaceAll("\ufffd"));
        return InertText.cut(BLANKS.matcher(inert).replaceAll(" ").strip(), cap);
    }
}
