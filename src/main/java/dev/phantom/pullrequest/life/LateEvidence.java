package dev.phantom.pullrequest.life;

import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.Decision.Finality;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.body.OutsideText;

/// What sources said that answered only after a pull request was opened: a comment. The pull request stays as it is.
final class LateEvidence {

    private static final int LONGEST = 600;

    private LateEvidence() {}

    /// Said once: the host takes the same text once.
    ///
    /// @return whether there was something to say
    static boolean tell(CodeHost host, int number, DriftGroup group) {
        var said = false;
        for (var decision : group.members()) {
            if (decision.finality() instanceof Finality.Late late) {
                host.comment(number, text(decision, late));
                said = true;
            }
        }
        return said;
    }

    private static String text(Decision decision, Finality.Late late) {
        var now = late.now();
        var same = now.recommendation() == decision.recommendation();
        return "Late evidence on " + OutsideText.code(decision.drift().logicalId(), 255) + ": "
                + String.join(", ", late.why().sources())
                + " answered after this was proposed. With that the recommendation "
                + (same ? "stays **" : "would be **") + now.recommendation().text() + "** (confidence "
                + now.opinion().confidence().level().name().toLowerCase(java.util.Locale.ROOT) + "): "
                + OutsideText.prose(now.opinion().reasoning(), LONGEST)
                + "\n\nNothing was changed here"
                + (same ? "." : "; a person decides, or `phantom run --rejudge` judges it anew.");
    }
}
