package dev.phantom.store.files;

import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.VerdictJson;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.History;
import dev.phantom.run.LastLook;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.StackId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A history that also lays every case of the run below `cases/<account>-<region>-<stack>/<driftId>/`.
public record CaseFolder(History kept, Path cases) implements History {

    @Override
    public Baseline baseline(StackId stack) {
        return kept.baseline(stack);
    }

    @Override
    public void remember(StackId stack, List<LiveResource> undrifted) {
        kept.remember(stack, undrifted);
    }

    @Override
    public Map<String, Instant> firstSeen(StackId stack) {
        return kept.firstSeen(stack);
    }

    @Override
    public Optional<LastLook> lastLook(StackId stack) {
        return kept.lastLook(stack);
    }

    @Override
    public void lastLook(StackId stack, LastLook look) {
        kept.lastLook(stack, look);
    }

    @Override
    public Set<String> endedAdoptions(StackId stack) {
        return kept.endedAdoptions(stack);
    }

    @Override
    public void endedAdoptions(StackId stack, Set<String> ended) {
        kept.endedAdoptions(stack, ended);
    }

    @Override
    public Optional<Judged> judged(StackId stack, String driftId, String contentHash) {
        var found = kept.judged(stack, driftId, contentHash);
        found.ifPresent(judged -> lay(stack, judged));
        return found;
    }

    @Override
    public void judged(StackId stack, Judged judged) {
        kept.judged(stack, judged);
        lay(stack, judged);
    }

    private void lay(StackId stack, Judged judged) {
        var folder = cases.resolve((stack.account() + "-" + stack.region() + "-" + stack.name())
                        .replaceAll("[^A-Za-z0-9._-]", "_"))
                .resolve(judged.file().drift().driftId());
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("case.json"), CaseFileJson.write(judged.file()));
            Files.writeString(folder.resolve("verdict.json"), VerdictJson.write(judged.verdict()));
        } catch (IOException e) {
            throw new PhantomException(
                    new Diagnostic(Code.FILE_UNWRITABLE, "the case cannot be kept", "check --out", folder.toString()),
                    e);
        }
    }
}
