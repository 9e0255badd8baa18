package dev.phantom.sandbox.loopback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Every call that the embedded world was asked, in order. Tests hold the least policy against it and stop the client
/// at a chosen call.
public final class CallLog {

    /// @param number  from 1
    /// @param service `aws`, `github`, `datadog`, `claude`
    /// @param operation `CloudFormation.DescribeStacks`, `POST /repos/{owner}/{repo}/pulls`
    /// @param action  IAM actions, blank-separated: the call's own first, then those of the read handlers that it runs
    ///                (`cloudformation:GetResource ec2:DescribeVpcs`); empty outside AWS
    public record Call(int number, String service, String operation, String action) {}

    private final List<Call> calls = new ArrayList<>();
    private final @Nullable Path file;
    private final Consumer<Call> listener;

    /// @param file     gets one line of JSON per call; null for none
    /// @param listener called before the call is served
    public CallLog(@Nullable Path file, Consumer<Call> listener) {
        this.file = file;
        this.listener = listener;
    }

    public void record(String service, String operation, String action) {
        Call call;
        synchronized (this) {
            call = new Call(calls.size() + 1, service, operation, action);
            calls.add(call);
            append(call);
        }
        listener.accept(call);
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    private void append(Call call) {
        if (file == null) {
            return;
        }
        var line = "{\"n\":%d,\"service\":\"%s\",\"operation\":\"%s\",\"action\":\"%s\"}%n"
                .formatted(call.number(), call.service(), call.operation(), call.action());
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
