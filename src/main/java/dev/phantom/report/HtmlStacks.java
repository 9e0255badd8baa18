package dev.phantom.report;

import dev.phantom.drift.Listed;
import dev.phantom.drift.Unchecked;
import dev.phantom.fault.Plural;
import dev.phantom.run.StackReport;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is no drift and must be known nevertheless, stack by stack: what was not compared, what is hidden, managed,
/// undeployed.
record HtmlStacks(PlainText plain) {

    void write(Html html, List<StackReport> reports) {
        html.open("section", "aria-labelledby", "rest")
                .element("h2", "Coverage and other results", "id", "rest")
                .line();
        reports.forEach(r -> stack(html, r));
        html.close("section").line();
    }

    private void stack(Html html, StackReport report) {
        var coverage = report.comparison().coverage();
        var id = report.stack().id();
        html.open("p", "class", "out").element("b", HtmlOverview.stack(report));
        html.text(id.account().isEmpty() ? "" : " " + id.account() + "/" + id.region());
        html.text(
                report.below() == null
                        ? ""
                        : ", " + report.below().logicalId() + " of "
                                + report.below().stack());
        html.text(": " + coverage.compared() + " of " + coverage.resources() + " resources compared.")
                .close("p")
                .line();
        report.suppressed().forEach(s -> html.element("p", s.text(), "class", "alarm out"));
        unchecked(html, coverage.unchecked());
        undeployed(html, report);
        listed(html, "managed by AWS, no drift", report.comparison().managed());
        listed(html, "ignored by a rule", report.comparison().ignored());
        listed(html, "inventory, unconfirmed", report.comparison().inventory());
        fold(
                html,
                Plural.counted(report.gaps().size(), "gap") + " for this stack",
                report.gaps(),
                gap -> html.text(gap));
    }

    private static <T> void fold(Html html, String title, List<T> items, Consumer<T> write) {
        if (items.isEmpty()) {
            return;
        }
        html.open("details").element("summary", title).open("ul").line();
        items.forEach(item -> {
            html.open("li", "class", "out");
            write.accept(item);
            html.close("li").line();
        });
        html.close("ul").close("details").line();
    }

    private static void unchecked(Html html, List<Unchecked> items) {
        fold(
                html,
                unchecked(items),
                items,
                u -> html.element("code", u.logicalId() + path(u.path()))
                        .text(" " + u.type() + ": " + u.reason().text()));
    }

    /// `2 resources and 1 property not compared`; whatever a path names is a property.
    private static String unchecked(List<Unchecked> items) {
        var whole = items.stream().filter(u -> u.path() == null).count();
        var parts = new ArrayList<String>();
        if (whole > 0) {
            parts.add(Plural.counted(whole, "resource"));
        }
        if (whole < items.size()) {
            parts.add(Plural.counted(items.size() - whole, "property", "properties"));
        }
        return String.join(" and ", parts) + " not compared";
    }

    private void undeployed(Html html, StackReport report) {
        fold(
                html,
                report.comparison().undeployed().size() + " committed but not deployed, no drift",
                report.comparison().undeployed(),
                u -> html.element("code", u.logicalId() + path(u.path()))
                        .text(" repository " + value(u.expected()) + ", deployed " + value(u.deployed())));
    }

    private void listed(Html html, String title, List<Listed> items) {
        fold(
                html,
                items.size() + " " + title,
                items,
                l -> html.element("code", l.logicalId() + path(l.path()))
                        .text(" " + value(l.expected()) + " → " + value(l.actual()) + " · " + l.reason()));
    }

    private static String path(@Nullable PropertyPath path) {
        return path == null ? "" : " " + path;
    }

    private String value(@Nullable Value value) {
        return value == null ? "(absent)" : plain.value(value);
    }
}
