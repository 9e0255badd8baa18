package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.Verdict.Edit;
import dev.phantom.drift.Change;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.drift.subject.Subject;
import dev.phantom.drift.terraform.TerraformView;
import dev.phantom.value.PropertyPath;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A case as the families read it: in AWS's words, which the tables of sizes, limits and protections are kept in. A
/// case of a template, and of a type that is not mapped, is itself.
///
/// @param terraform the way back to the attributes; null if there is none
record CaseInProperties(CaseFile file, @Nullable TerraformView terraform) {

    static CaseInProperties of(CaseFile file, Knowledge knowledge) {
        var subject = Subject.alone(
                file.stack(), file.drift(), knowledge.of(file.stack().id()));
        var view = subject.terraform();
        return view == null ? new CaseInProperties(file, null) : new CaseInProperties(translated(file, view), view);
    }

    private static CaseFile translated(CaseFile file, TerraformView view) {
        return new CaseFile(
                file.stack(),
                view.drift(),
                file.coverage(),
                file.assessment().at(path -> view.property(path).orElse(path)),
                file.cost(),
                file.window(),
                file.evidence(),
                file.background(),
                file.candidates().stream()
                        .map(candidate -> translated(candidate, view))
                        .toList());
    }

    private static Candidate translated(Candidate candidate, TerraformView view) {
        var edit = candidate.edit();
        return view.property(edit.path())
                .map(path -> new Candidate(
                        new Edit(path, view.property(edit.path(), edit.value())), candidate.cost(), candidate.why()))
                .orElse(candidate);
    }

    /// A sentence about properties that changed, about the attributes instead: each is named once in a list.
    String told(String sentence) {
        if (terraform == null) {
            return sentence;
        }
        var told = sentence;
        for (var path : longestFirst()) {
            var attribute = terraform.attribute(path).toString();
            told = told.replaceAll(
                    "(?<![\\w/])" + Pattern.quote(path.toString()) + "(?![\\w/])", Matcher.quoteReplacement(attribute));
        }
        return told.replaceAll("(?<!\\S)(/[^\\s,]+)(?:, \\1)+(?![\\w/])", "$1");
    }

    private List<PropertyPath> longestFirst() {
        return file.drift().changes().stream()
                .map(Change::path)
                .distinct()
                .sorted(Comparator.comparing(
                                (PropertyPath path) -> path.toString().length())
                        .reversed())
                .toList();
    }

    /// What is to be edited, as the case offers it.
    List<Edit> told(List<Edit> edits) {
        return Optional.ofNullable(terraform)
                .map(view -> edits.stream()
                        .map(edit -> new Edit(view.attribute(edit.path()), view.attribute(edit.path(), edit.value())))
                        .toList())
                .orElse(edits);
    }
}
