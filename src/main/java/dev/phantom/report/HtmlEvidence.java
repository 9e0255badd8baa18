package dev.phantom.report;

import dev.phantom.report.Observations.Observation;
import dev.phantom.report.Observations.Use;
import java.util.stream.Collectors;

/// Everything that was observed, once, under the numbers that the page refers to.
///
/// @param seen in the night
record HtmlEvidence(Observations seen) {

    void write(Html html) {
        var all = seen.all();
        if (all.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "evidence").element("h2", "Evidence", "id", "evidence");
        html.open("details").element("summary", all.size() + " observations, in time order");
        html.open("ol", "class", "evidence").line();
        all.forEach(o -> observation(html, o));
        html.close("ol").close("details").close("section").line();
    }

    private static void observation(Html html, Observation observation) {
        var signal = observation.signal();
        html.open("li", "id", observation.anchor(), "class", "out").element("b", observation.mark());
        html.text(Morning.minute(signal.at()) + " " + Observations.kind(signal) + ": " + signal.summary());
        if (Html.address(signal.link()).isPresent()) {
            html.text(" ").link(signal.link(), "open");
        }
        html.element("span", " " + uses(observation), "class", "soft small")
                .close("li")
                .line();
    }

    /// In which cases it is an exhibit, and under which id.
    private static String uses(Observation observation) {
        return "in " + observation.uses().stream().map(HtmlEvidence::use).collect(Collectors.joining(", "));
    }

    private static String use(Use use) {
        return use.drift().logicalId() + " as " + use.id();
    }
}
