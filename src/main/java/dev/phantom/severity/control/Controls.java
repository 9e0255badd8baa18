package dev.phantom.severity.control;

import dev.phantom.drift.Drift;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.LastAnswer;
import dev.phantom.severity.SeverityRule;
import dev.phantom.severity.SeverityRule.Card;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A catalogue of controls, found by type and rule. What is kept of a service is read when one of its types is first
/// asked for. Safe for use by several threads.
public final class Controls {

    /// A rule whose findings come of controls.
    ///
    /// @param security whether they are security findings
    public record Family(Card card, boolean security) {}

    /// What is kept of one type.
    ///
    /// @param byRule controls by the id of their rule
    /// @param names  steps of their paths
    private record OfType(Map<String, List<Control>> byRule, Set<String> names) {
        static OfType of(List<Control> controls) {
            var byRule = new LinkedHashMap<String, List<Control>>();
            var names = new HashSet<String>();
            for (var control : controls) {
                byRule.merge(
                        control.rule(),
                        List.of(control),
                        (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
                names.addAll(control.demand().path());
            }
            return new OfType(byRule, names);
        }
    }

    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9]{1,40}");

    private final List<Family> families;
    private final Levels levels;
    private final Function<String, List<Control>> services;
    private final Map<String, List<Control>> read = new ConcurrentHashMap<>();
    private final Map<String, OfType> types = new ConcurrentHashMap<>();

    private final LastAnswer<Drift, List<Flip>> flips = new LastAnswer<>(Flip::of);

    /// @param families in the order of their ids
    /// @param services the controls of a service: `AWS-RDS`; none if nothing is kept of it
    Controls(List<Family> families, Levels levels, Function<String, List<Control>> services) {
        this.families = List.copyOf(families);
        this.levels = levels;
        this.services = services;
    }

    /// What each type holds, and what that makes of a level.
    public Levels levels() {
        return levels;
    }

    public List<Family> families() {
        return families;
    }

    /// The rules that they make.
    public List<SeverityRule> rules() {
        return families.stream()
                .<SeverityRule>map(family -> new ControlRule(family, this))
                .toList();
    }

    /// With these beside them.
    public Controls with(List<Control> own) {
        return own.isEmpty()
                ? this
                : new Controls(
                        families,
                        levels,
                        service -> Stream.concat(
                                        ofService(service).stream(),
                                        own.stream()
                                                .filter(c -> c.types().stream()
                                                        .anyMatch(type ->
                                                                service(type).equals(service))))
                                .toList());
    }

    /// Whether a control has this id; each begins with its service.
    boolean has(String id) {
        int end = id.indexOf('.');
        return end > 0 && ids(id.substring(0, end)).contains(id);
    }

    /// Of a service: `RDS`.
    List<String> ids(String service) {
        return SERVICE.matcher(service).matches()
                ? ofService("AWS-" + service).stream().map(Control::id).toList()
                : List.of();
    }

    /// Whether one finds something in a drift.
    boolean finds(Control control, Subject subject) {
        return families.stream()
                .filter(family -> family.card().id().equals(control.rule()))
                .anyMatch(family -> !new ControlRule(family, this)
                        .findings(control, subject)
                        .isEmpty());
    }

    /// The switches that a drift turned.
    List<Flip> flips(Drift drift) {
        return flips.to(drift);
    }

    /// The controls of a service.
    public List<Control> ofService(String service) {
        return read.computeIfAbsent(service, services);
    }

    List<Control> of(String type, String rule) {
        return of(type).byRule().getOrDefault(rule, List.of());
    }

    /// Whether a control of the type speaks of a property of this name, or of an entry of an attribute bag.
    public boolean speaksOf(String type, String name) {
        var known = of(type).names();
        return known.contains(name) || known.contains("[Key=" + name + "]");
    }

    private OfType of(String type) {
        var known = types.get(type);
        return known != null ? known : types.computeIfAbsent(type, this::read);
    }

    private OfType read(String type) {
        return OfType.of(ofService(service(type)).stream()
                .filter(control -> control.types().contains(type))
                .toList());
    }

    /// `AWS-RDS` of `AWS::RDS::DBInstance`.
    private static String service(String type) {
        int end = type.lastIndexOf("::");
        return end < 0 ? type : type.substring(0, end).replace("::", "-");
    }
}
