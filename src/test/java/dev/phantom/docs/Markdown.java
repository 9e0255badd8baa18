package dev.phantom.docs;

/// Text that stands in a Markdown page.
final class Markdown {
    private Markdown() {}

    /// One cell of a table.
    static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ").strip();
    }
}
