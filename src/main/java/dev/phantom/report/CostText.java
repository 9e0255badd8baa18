package dev.phantom.report;

import dev.phantom.report.CostSheet.Kind;
import dev.phantom.report.CostSheet.Part;
import dev.phantom.report.CostSheet.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cost sheet for a terminal: amounts in columns on the left, words on the right, where they may be long.
public final class CostText {

    private static final int WIDTH = 13;

    private final CostSheet sheet;
    private final CostWords words;

    public CostText(CostSheet sheet) {
        this.sheet = sheet;
        this.words = new CostWords(sheet);
    }

    public String render() {
        var out = new ArrayList<String>();
        out.add(PlainText.sentence(sheet.heading() + " · " + words.terms()));
        out.add("");
        out.add(sheet.kind() == Kind.WHOLE ? cells("month", "year") : cells("before", "after", "change", "a year"));
        sheet.rows().forEach(row -> row(out, row));
        out.add(total());
        listed(out, "billed by use, not in the sum", sheet.byUse());
        listed(out, "not priced", sheet.missing());
        if (!words.still().isEmpty()) {
            out.add("");
            out.add(words.still());
        }
        return String.join("\n", out);
    }

    private void row(List<String> out, Row row) {
        var rest = words.rest(row);
        var name = PlainText.line(row.logicalId() + "  " + row.type()) + (rest.isEmpty() ? "" : "  " + rest);
        out.add(amounts(CostSheet.before(row), CostSheet.after(row), row.monthly()) + "  " + name);
        row.parts().forEach(part -> out.add(amounts(part) + "    " + part(part)));
    }

    private static String part(Part part) {
        var charges = CostWords.charges(part);
        return PlainText.sentence(part.item() + ": " + (charges.isEmpty() ? "" : charges + ", ") + part.basis());
    }

    private String total() {
        var monthly = sheet.sum().monthly();
        var total = monthly == null && sheet.kind() == Kind.DELTA
                ? cells("", "", words.sum(null), "")
                : amounts(sheet.before(), sheet.after(), monthly);
        var rest = words.rest();
        return total + "  in all" + (rest.isEmpty() ? "" : " " + rest);
    }

    private String amounts(BigDecimal before, BigDecimal after, @Nullable BigDecimal monthly) {
        var yearly = CostSheet.yearly(monthly);
        var year = yearly == null ? "" : words.sum(yearly);
        return sheet.kind() == Kind.WHOLE
                ? cells(words.sum(monthly), year)
                : cells(CostWords.usd(before), CostWords.usd(after), words.sum(monthly), year);
    }

    private String amounts(Part part) {
        return sheet.kind() == Kind.WHOLE
                ? cells(CostWords.side(part.actual()), "")
                : cells(
                        CostWords.side(part.expected()),
                        CostWords.side(part.actual()),
                        CostWords.signed(part.change()),
                        "");
    }

    private static String cells(String... cells) {
        var line = new StringBuilder();
        for (var cell : cells) {
            line.append(" ".repeat(Math.max(1, WIDTH - cell.length()))).append(cell);
        }
        return line.toString();
    }

    private static void listed(List<String> out, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        out.add("");
        out.add(title);
        lines.forEach(line -> out.add("  " + PlainText.sentence(line)));
    }
}
