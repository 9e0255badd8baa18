package dev.phantom.stack;

import dev.phantom.fault.Gap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What became of the files of the safe state: who changed them when, and what was in them.
public interface SafeStateHistory {

    /// Most commits of one file that are listed.
    int MOST = 100;

    /// @param id      full SHA
    /// @param author  name of who wrote it
    /// @param bot     whether a program did
    /// @param parents ids, the first one that of the branch it was committed to
    record Commit(String id, Instant at, String subject, String author, boolean bot, List<String> parents) {

        /// `renovate[bot]`, `Renovate Bot`: programs sign so, in their name or in the address.
        private static final Pattern BOT = Pattern.compile("(?i)\\[bot]|\\bbot\\b");

        public Commit {
            parents = List.copyOf(parents);
        }

        /// @param message its first line is the subject
        public static Commit of(
                String id, Instant at, String message, String name, String email, List<String> parents) {
            var subject = message.strip().lines().findFirst().orElse("");
            boolean bot = BOT.matcher(name).find() || email.contains("[bot]@");
            return new Commit(id, at, subject, name, bot, parents);
        }
    }

    /// Commits that changed a file, newest first.
    ///
    /// @param whole the file has no older ones
    /// @param gaps  why nothing was read
    record Log(List<Commit> commits, boolean whole, List<Gap> gaps) {

        public Log {
            commits = List.copyOf(commits);
            gaps = List.copyOf(gaps);
        }

        public static Log unread(Gap why) {
            return new Log(List.of(), false, List.of(why));
        }
    }

    /// Those up to the commit that the safe state was read at, [#MOST] at most. Never throws for a refused or slow
    /// question: that is a gap.
    ///
    /// @param path in the repository
    Log log(String path);

    /// A file as it was at a commit; empty if it was not there.
    ///
    /// @throws dev.phantom.fault.PhantomException if it cannot be read
    Optional<String> text(String path, String commit);

    /// One that says why nobody asks it.
    static SafeStateHistory none(String why) {
        return new SafeStateHistory() {
            @Override
            public Log log(String path) {
                return Log.unread(Gap.of(why));
            }

            @Override
            public Optional<String> text(String path, String commit) {
                return Optional.empty();
            }
        };
    }
}
