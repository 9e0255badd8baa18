package dev.phantom.docs;

/// Text that stands in a Markdown page.
public final class Markdown {
    private Markdown() {}

    /// One cell of a table.
    public static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ").strip();
    }
}
