package dev.phantom.pullrequest.life;

import dev.phantom.pullrequest.CodeHost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Who owns which files, by a `CODEOWNERS` file: the last pattern that fits a file decides, and one without owners
/// takes them away. Patterns follow gitignore, without `!`, `[ ]` and `\#`; such lines are passed over.
record CodeOwners(List<Line> lines) {

    static final CodeOwners NONE = new CodeOwners(List.of());

    /// Beyond it no code host loads the file.
    private static final int LIMIT = 3_000_000;

    private static final Pattern WORD = Pattern.compile("(?:\\\\.|[^\\s\\\\])+");

    /// @param owners `@user`, `@org/team`; addresses are left out, nobody can be asked by one
    record Line(Pattern files, List<String> owners) {}

    /// @param users logins
    /// @param teams slugs
    record Asked(List<String> users, List<String> teams) {
        boolean isEmpty() {
            return users.isEmpty() && teams.isEmpty();
        }
    }

    CodeOwners {
        lines = List.copyOf(lines);
    }

    /// The one that holds at a commit.
    static CodeOwners at(CodeHost host, String commit) {
        for (var place : host.ownerFiles()) {
            var text = host.file(place, commit);
            if (text.isPresent()) {
                return read(text.get());
            }
        }
        return NONE;
    }

    static CodeOwners read(String text) {
        var lines = new ArrayList<Line>();
        if (text.length() <= LIMIT) {
            text.lines().forEach(line -> line(line).ifPresent(lines::add));
        }
        return new CodeOwners(lines);
    }

    private static Optional<Line> line(String line) {
        var words = new ArrayList<String>();
        var word = WORD.matcher(line);
        while (word.find() && !word.group().startsWith("#")) {
            words.add(word.group());
        }
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var pattern = words.removeFirst();
        if (pattern.startsWith("!") || pattern.startsWith("\\#") || pattern.contains("[") || pattern.contains("]")) {
            return Optional.empty();
        }
        var owners =
                words.stream().filter(w -> w.matches("@[\\w-]+(/[\\w.-]+)?")).toList();
        return Optional.of(new Line(compiled(pattern.replaceAll("\\\\(.)", "$1")), owners));
    }

    /// More of them make matching slow, and nobody writes them.
    private static final int MOST_WILDCARDS = 6;

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    /// A pattern with a slash before its end stands at the root, one without anywhere; what fits a folder owns all
    /// below it, but `folder/*` only what lies in the folder itself.
    private static Pattern compiled(String pattern) {
        if (pattern.chars().filter(c -> c == '*' || c == '?').count() > MOST_WILDCARDS) {
            return NOTHING;
        }
        var body = pattern.startsWith("/") ? pattern.substring(1) : pattern;
        var folder = body.endsWith("/");
        body = folder ? body.substring(0, body.length() - 1) : body;
        var anchored = pattern.startsWith("/") || body.contains("/");
        var regex = new StringBuilder(anchored ? "" : "(?:.*/)?");
        for (var i = 0; i < body.length(); i++) {
            if (body.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (body.startsWith("**", i)) {
                regex.append(".*");
                i += 1;
            } else if (body.charAt(i) == '*') {
                regex.append("[^/]*");
            } else if (body.charAt(i) == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(body.charAt(i))));
            }
        }
        var below = folder ? "/.*" : body.endsWith("/*") ? "" : "(?:/.*)?";
        return Pattern.compile(regex + below);
    }

    private List<String> of(String file) {
        return lines.stream()
                .filter(l -> l.files().matcher(file).matches())
                .reduce((earlier, later) -> later)
                .map(Line::owners)
                .orElse(List.of());
    }

    /// Whom to ask about these files.
    Asked of(Set<String> files) {
        var users = new LinkedHashSet<String>();
        var teams = new LinkedHashSet<String>();
        files.stream().sorted().flatMap(f -> of(f).stream()).forEach(owner -> {
            var slash = owner.indexOf('/');
            if (slash < 0) {
                users.add(owner.substring(1));
            } else {
                teams.add(owner.substring(slash + 1));
            }
        });
        return new Asked(List.copyOf(users), List.copyOf(teams));
    }
}
