package dev.phantom.pullrequest.digest;

import static dev.phantom.fault.Plural.counted;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The text of the digest issue. The code host takes 65,536 characters; what has no room is counted.
///
/// @param items most severe first
record DigestBody(List<DigestItem> items) {

    private static final int ROOM = 40_000;
    private static final int TAGS = 1_800;
    private static final Pattern MORE = Pattern.compile("<!-- phantom-more:([0-9a-f ]*) -->");
    private static final String MARK = "<!-- phantom-digest:v1";

    /// Says that Phantom closed the issue itself, which is no person's "no".
    static final String RESOLVED = MARK + " resolved -->";

    DigestBody {
        items = List.copyOf(items);
    }

    static boolean isOne(String body) {
        return body.contains(MARK);
    }

    static boolean isResolved(String body) {
        return body.contains(RESOLVED);
    }

    String title() {
        return "[phantom] " + counted(items.size(), "difference") + " between the repository and the live state";
    }

    String text() {
        var blocks = new ArrayList<String>();
        var fresh = items.stream().filter(DigestItem::fresh).toList();
        var known = items.stream().filter(i -> !i.fresh()).toList();
        blocks.add("**Summary.** " + sentence(fresh.size(), known.size()));
        var omitted = new ArrayList<DigestItem>();
        var room = ROOM;
        for (var section : List.of(fresh, known)) {
            if (!section.isEmpty()) {
                var text = section(section, room, omitted);
                room -= text.length();
                blocks.add((section == fresh ? DigestItem.NEW : DigestItem.KNOWN) + "\n\n" + text);
            }
        }
        blocks.add("Phantom updates this issue only when a difference appears or disappears, and closes it when none is"
                + " left. If you close it, it stays closed until a new difference appears. To stop the reporting of"
                + " a difference, add a rule with a reason to `.phantom/ignore.yaml`.");
        if (!omitted.isEmpty()) {
            var tags = omitted.stream().limit(TAGS).map(DigestItem::tag);
            blocks.add("<!-- phantom-more:" + tags.collect(Collectors.joining(" ")) + " -->");
        }
        blocks.add(MARK + " -->");
        return String.join("\n\n", blocks);
    }

    private static String sentence(int fresh, int known) {
        var news = fresh == 0 ? "" : counted(fresh, "difference") + (fresh == 1 ? " is" : " are") + " new";
        var earlier = known == 0
                ? ""
                : counted(known, "difference") + " reported before " + (known == 1 ? "is" : "are") + " still present";
        return news + (fresh > 0 && known > 0 ? ", " : "") + earlier + ".";
    }

    private static String section(List<DigestItem> items, int room, List<DigestItem> omitted) {
        var lines = new ArrayList<String>();
        var left = room;
        for (var item : items) {
            left -= item.line().length() + 1;
            if (left < 0) {
                break;
            }
            lines.add(item.line());
        }
        omitted.addAll(items.subList(lines.size(), items.size()));
        if (lines.size() < items.size()) {
            lines.add("- and " + (items.size() - lines.size()) + " more, in the report");
        }
        return String.join("\n", lines);
    }

    /// [DigestItem#tag] of those that had no room in a body.
    static Set<String> more(String body) {
        var found = MORE.matcher(body);
        return found.find() && !found.group(1).isEmpty()
                ? Set.copyOf(List.of(found.group(1).strip().split(" +")))
                : Set.of();
    }

    static String resolved() {
        return "**Summary.** Nothing is left: the live state and the repository agree again, or a rule or a deployment"
                + " resolved it.\n\n" + RESOLVED;
    }

    static String ended() {
        return "**Summary.** No stack of this repository is in mode `issue` any more, so this issue is no longer"
                + " updated; the report of each run still lists every difference.\n\n" + RESOLVED;
    }

    /// What is said to those who watch the issue, when something new appears.
    String announcement() {
        var fresh = items.stream().filter(DigestItem::fresh).toList();
        return counted(fresh.size(), "new difference") + ":\n\n"
                + fresh.stream().limit(20).map(i -> "- " + i.text()).collect(Collectors.joining("\n"))
                + (fresh.size() > 20 ? "\n- and " + (fresh.size() - 20) + " more, above" : "");
    }
}
