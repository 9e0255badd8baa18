package dev.phantom.store.files;

import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.VerdictJson;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.InertText;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.Decisions;
import dev.phantom.stack.StackId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Decisions whose cases are also laid below `cases/<account>-<region>-<stack>/<driftId>/`.
public record CaseFolder(Decisions kept, Path cases) implements Decisions {

    @Override
    public Optional<Judged> judged(StackId stack, String driftId, String contentHash) {
        return kept.judged(stack, driftId, contentHash);
    }

    @Override
    public Optional<Judged> latest(StackId stack, String driftId) {
        return kept.latest(stack, driftId);
    }

    @Override
    public List<Judged> ofResource(StackId stack, String logicalId) {
        return kept.ofResource(stack, logicalId);
    }

    @Override
    public void over(StackId stack, String driftId) {
        kept.over(stack, driftId);
    }

    @Override
    public void upheld(StackId stack, Judged judged) {
        kept.upheld(stack, judged);
        lay(stack, judged);
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
            write(folder.resolve("case.json"), CaseFileJson.write(judged.file()));
            write(folder.resolve("verdict.json"), VerdictJson.write(judged.verdict()));
        } catch (IOException e) {
            throw new PhantomException(
                    new Diagnostic(
                            Code.FILE_UNWRITABLE,
                            "the cases cannot be saved" + OwnFile.reason(e),
                            OwnFile.remedy(e, "check --out and the space on its disk"),
                            cases.toString()),
                    e);
        }
    }

    private void write(Path file, String text) throws IOException {
        new OwnFile(cases, file).write(InertText.json(text).getBytes(StandardCharsets.UTF_8));
    }
}
