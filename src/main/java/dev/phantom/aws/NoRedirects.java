package dev.phantom.aws;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.fault.Redirect;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Tells a redirect by name. The SDK follows none, and would take it for an error of the service without words.
final class NoRedirects implements ExecutionInterceptor {

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        var answer = context.httpResponse();
        if (Redirect.is(answer.statusCode())) {
            var redirect = new Redirect(
                    context.httpRequest().getUri(),
                    answer.statusCode(),
                    answer.firstMatchingHeader("Location").orElse(""));
            var told = new Diagnostic(Code.AWS_FAILED, redirect.line(), "check network, proxy and AWS_ENDPOINT_URL", "")
                    .by(Cause.BROKEN);
            throw SdkClientException.create(redirect.line(), new PhantomException(told));
        }
    }
}
