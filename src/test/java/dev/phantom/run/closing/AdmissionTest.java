package dev.phantom.run.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Judged.Kind;
import dev.phantom.pullrequest.Judged.One;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.Policies;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.life.DriftGrouping;
import dev.phantom.pullrequest.life.Merges;
import dev.phantom.run.Reservations;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What becomes of a pull request that gets no place.
class AdmissionTest {

    private static final Diagnostic FULL =
            new Diagnostic(Code.FILE_UNREADABLE, "the file of reservations cannot be written", "", "history");

    private record Disk(boolean full) implements Reservations {
        @Override
        public Set<String> reserve(List<Place> wanted, Seen seen, Caps caps) {
            if (full) {
                throw new PhantomException(FULL);
            }
            return Set.of();
        }

        @Override
        public void release(Collection<String> branches) {}
    }

    private static List<DriftGroup> wanted() {
        var decision = new One(Kind.LEGITIMIZE, "Web").decision();
        return DriftGrouping.of(
                List.of(decision),
                Register.empty(),
                Instant.MIN,
                new Merges(drift -> false, List.of(), drift -> Optional.empty(), null));
    }

    @Test
    void aCapHoldsItBackWhereThereIsNoRoom() {
        var admission = new Admission(new Disk(false), Policies.STANDARD, wanted());
        var without =
                admission.places(admission.admit(wanted(), Register.empty())).without();
        assertThat(without.kind()).isEqualTo(Outcome.Kind.HELD_BACK);
        assertThat(without.reason()).isEqualTo("cap");
    }

    /// Nobody knows whether there would have been room.
    @Test
    void whereNoPlaceCanBeReservedThatIsSaid() {
        var admission = new Admission(new Disk(true), Policies.STANDARD, wanted());
        assertThatThrownBy(() -> admission.admit(wanted(), Register.empty())).isInstanceOf(PhantomException.class);
        var without = admission.places(Set.of()).without();
        assertThat(without.kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(without.reason()).isEqualTo(FULL.line());
    }
}
