/// How reports look: text, JSON, Markdown, SARIF, HTML.
@NullMarked
package dev.phantom.report;

import org.jspecify.annotations.NullMarked;
