package dev.phantom.value;

/// Where a node stands in its file. Offsets are UTF-16 indexes into the text as read (BOM and line ends included),
/// `end` exclusive; `line` and `column` count from 1.
public record SourceSpan(int start, int end, int line, int column) {}
