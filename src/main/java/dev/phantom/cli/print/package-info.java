/// How reports look: text, JSON, Markdown, SARIF, HTML.
@NullMarked
package dev.phantom.cli.print;

import org.jspecify.annotations.NullMarked;
