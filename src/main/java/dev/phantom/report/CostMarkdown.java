package dev.phantom.report;

import dev.phantom.report.CostSheet.Kind;
import dev.phantom.report.CostSheet.Part;
import dev.phantom.report.CostSheet.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cost sheet as Markdown for a comment on a pull request. All text from outside stands in code spans.
public final class CostMarkdown {

    private final CostSheet sheet;
    private final CostWords words;

    public CostMarkdown(CostSheet sheet) {
        this.sheet = sheet;
        this.words = new CostWords(sheet);
    }

    public String render() {
        var out = new ArrayList<String>();
        out.add("## Cost: " + head());
        out.add("");
        out.add(code(sheet.heading()) + " in " + code(sheet.place().region()) + ". " + terms());
        table(out);
        listed(out, "Billed by use, not in the sum:", sheet.byUse());
        listed(out, "Not priced:", sheet.missing());
        if (!words.still().isEmpty()) {
            out.add("");
            out.add(capital(words.still()) + ".");
        }
        return String.join("\n", out);
    }

    private String head() {
        var monthly = sheet.sum().monthly();
        var rest = words.rest().isEmpty() ? "" : " " + words.rest();
        return monthly == null
                ? "not priced" + rest
                : words.sum(monthly) + " USD a month, " + words.sum(CostSheet.yearly(monthly)) + " a year" + rest;
    }

    private String terms() {
        var terms = words.terms();
        return capital(terms.substring(terms.indexOf(" · ") + 3)) + ".";
    }

    private void table(List<String> out) {
        if (sheet.rows().isEmpty()) {
            return;
        }
        var whole = sheet.kind() == Kind.WHOLE;
        out.add("");
        out.add("| resource | item | quantity × unit price | basis |"
                + (whole ? " a month | a year |" : " before | after | change | a year |"));
        out.add("|---|---|---|---|" + (whole ? "--:|--:|" : "--:|--:|--:|--:|"));
        sheet.rows().forEach(row -> row(out, row));
        out.add(line(
                "**in all**",
                "",
                "",
                "",
                amounts(sheet.before(), sheet.after(), sheet.sum().monthly())));
    }

    private void row(List<String> out, Row row) {
        out.add(line(
                code(row.logicalId()) + " " + code(row.type()),
                words.rest(row),
                "",
                "",
                amounts(CostSheet.before(row), CostSheet.after(row), row.monthly())));
        row.parts().forEach(p -> out.add(line("", code(p.item()), code(CostWords.charges(p)), p.basis(), amounts(p))));
    }

    private List<String> amounts(BigDecimal before, BigDecimal after, @Nullable BigDecimal monthly) {
        var yearly = CostSheet.yearly(monthly);
        var sum = words.sum(monthly);
        var year = yearly == null ? "" : words.sum(yearly);
        return sheet.kind() == Kind.WHOLE
                ? List.of(sum, year)
                : List.of(CostWords.usd(before), CostWords.usd(after), sum, year);
    }

    private List<String> amounts(Part part) {
        return sheet.kind() == Kind.WHOLE
                ? List.of(CostWords.side(part.actual()), "")
                : List.of(
                        CostWords.side(part.expected()),
                        CostWords.side(part.actual()),
                        CostWords.signed(part.change()),
                        "");
    }

    private static String line(String resource, String item, String charges, String basis, List<String> amounts) {
        return "| " + String.join(" | ", resource, item, charges, basis) + " | " + String.join(" | ", amounts) + " |";
    }

    private static void listed(List<String> out, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        out.add("");
        out.add(title);
        out.add("");
        lines.forEach(line -> out.add("- " + code(line)));
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String code(String text) {
        return ReportMarkdown.code(text, true);
    }
}
