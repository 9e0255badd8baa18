package dev.phantom.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.patch.ReconcileRecord.Entry;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.read.DocumentReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was committed is what is read; what is not whole is no order.
class RecordReaderTest {

    private static final ReconcileRecord RECORD = new ReconcileRecord(
            new StackId("111122223333", "us-east-1", "pay \"ments\""),
            "c0ffee",
            "d-01",
            "ab",
            "Db",
            "db\n1",
            "AWS::RDS::DBInstance",
            "MODIFIED",
            List.of(
                    entry("/A~1B/0", "/A~1B/3", "NOT_EQUAL", "\"010\"", "10.50"),
                    entry("/C", "/C", "ADD", "", "{\"x\": [1, true, null, \"#no comment\"]}"),
                    entry("/D", "/D", "REMOVE", "\"yes\"", "")));

    /// With the hash of what it says now.
    private static String sealed(String text) {
        return text.replaceFirst("recordHash: .*", "recordHash: \"" + ReconcileRecord.hash(text) + "\"");
    }

    /// Whatever was changed in it, and if it is but a comment.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "actual: 10.50=actual: 10.51",
                "contentHash: \"=contentHash: \"0",
                "baseCommit: \"=baseCommit: \"0",
                "# Made by=# Edited after",
                "recordHash: \"sha256:=recordHash: \"sha256:0",
                "recordHash:=recordhash:"
            })
    void aRecordThatIsNotWhatItsHashSaysIsRefused(String edit) {
        var parts = edit.split("=", 2);
        var text = RECORD.text().replace(parts[0], parts[1]);
        assertThat(text).isNotEqualTo(RECORD.text());
        assertThatThrownBy(() -> RecordReader.read("r.yaml", text))
                .isInstanceOfSatisfying(
                        PhantomException.class,
                        e -> assertThat(e.diagnostic().code()).isEqualTo(Code.RECONCILE_UNREADABLE));
    }

    @Test
    void lineEndsThatGitChangedDoNotCount() {
        assertThat(RecordReader.read("r.yaml", RECORD.text().replace("\n", "\r\n")))
                .isEqualTo(RECORD);
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(RecordReader.read("r.yaml", RECORD.text())).isEqualTo(RECORD);
        assertThat(RECORD.path()).isEqualTo(".phantom/reconcile/pay--ments-/d-01.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1=version: 2",
                "kind: \"ADD\"=kind: \"REMOVE\"",
                "tier: \"declared\"=tier: \"any\"",
                "path: \"/C\"=path: \"C\"",
                "driftId: \"d-01\"=driftId: \"\"",
                "status:=state:",
                "changes:=changes: no\nx:"
            })
    void whatIsNotWholeIsNoOrder(String edit) {
        var parts = edit.split("=", 2);
        var text = sealed(RECORD.text().replace(parts[0], parts[1]));
        assertThat(text).isNotEqualTo(RECORD.text());
        assertThatThrownBy(() -> RecordReader.read("r.yaml", text))
                .isInstanceOfSatisfying(
                        PhantomException.class,
                        e -> assertThat(e.diagnostic().code()).isEqualTo(Code.RECONCILE_UNREADABLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status: \"MODIFIED\"=status: \"DELETED\"",
                "actual: 10.50=actual: {\"$sensitive\": \"\"}",
                "actual: 10.50=actual: {\"Ref\": \"Other\"}",
                "actual: 10.50=actual: {\"a\": 1, \"Fn::Transform\": {\"Name\": \"AWS::Include\"}}",
                "actual: 10.50=actual: \"{{resolve:secretsmanager:prod/db:SecretString:password}}\"",
                "path: \"/D\"=path: \"/Fn::Transform\""
            })
    void whatCannotBeHeldAgainstAnythingIsRefused(String edit) {
        var parts = edit.split("=", 2);
        var record = RecordReader.read("r.yaml", sealed(RECORD.text().replace(parts[0], parts[1])));
        assertThatThrownBy(() -> Approval.of(List.of(record)))
                .isInstanceOfSatisfying(
                        PhantomException.class,
                        e -> assertThat(e.diagnostic().code()).isEqualTo(Code.RECONCILE_BLOCKED));
    }

    private static Entry entry(String path, String actualPath, String kind, String expected, String actual) {
        return new Entry(
                PropertyPath.parse(path),
                PropertyPath.parse(actualPath),
                kind,
                "declared",
                value(expected),
                value(actual));
    }

    private static Optional<Value> value(String json) {
        return json.isEmpty() ? Optional.empty() : Optional.of(DocumentReader.value("v.yaml", json));
    }
}
