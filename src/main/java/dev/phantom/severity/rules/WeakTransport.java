package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Plain or outdated transport where clients connect.
final class WeakTransport implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-016",
            "clients may connect without, or with weak, encryption",
            "Plain HTTP and TLS before 1.2 can be read or broken in transit.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1");

    private static final Pattern OLD_POLICY =
            Pattern.compile("ELBSecurityPolicy-(2015-05|2016-08|TLS-1-[01]-.*|FS-2018-06|FS-1-1-.*|TLS13-1-[01]-.*)");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        var risks = new ArrayList<>(LostProtections.risks(CARD.id(), subject.facts(), model));
        if (subject.type().equals("AWS::ElasticLoadBalancingV2::Listener")) {
            listener(model, PropertyPath.ROOT, risks);
        }
        if (subject.type().equals("AWS::ElasticLoadBalancing::LoadBalancer")) {
            var listeners = model.items("Listeners");
            for (int i = 0; i < listeners.size(); i++) {
                listener(listeners.get(i), PropertyPath.of("Listeners").child(i), risks);
            }
        }
        return risks;
    }

    private static void listener(PropertyView listener, PropertyPath path, List<Risk> risks) {
        var protocol = listener.text("Protocol").orElse("").toUpperCase(Locale.ROOT);
        var forwards = listener.items("DefaultActions").stream()
                .allMatch(a -> a.text("Type").filter("redirect"::equals).isEmpty());
        if (Set.of("HTTP", "TCP").contains(protocol) && forwards) {
            risks.add(new Risk("plain", path.child("Protocol"), MEDIUM, "the listener takes plain " + protocol));
        }
        listener.text("SslPolicy")
                .filter(p -> OLD_POLICY.matcher(p).matches())
                .ifPresent(p -> risks.add(
                        new Risk("old TLS", path.child("SslPolicy"), MEDIUM, "policy " + p + " admits old TLS")));
    }
}
