package dev.phantom.iac.cloudformation.template;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.iac.Resource;
import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Optional;

/// What makes the written resources differ from those that CloudFormation makes of them.
final class UnsupportedFeatures {
    static final String LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions";
    /// Types that only exist before the transform AWS::Serverless-2016-10-31.
    private static final String SAM = "AWS::Serverless::";

    private static final List<String> SECTIONS = List.of("Resources", "Conditions", "Outputs");

    private UnsupportedFeatures() {}

    static Optional<Diagnostic> find(Template template) {
        var macros = template.transforms().stream()
                .filter(name -> !name.equals(LANGUAGE_EXTENSIONS))
                .toList();
        if (!macros.isEmpty()) {
            return Optional.of(diagnostic(
                    template,
                    PropertyPath.of("Transform"),
                    "is expanded by the transform " + String.join(", ", macros)));
        }
        for (String section : SECTIONS) {
            for (String key : template.section(section).entries().keySet()) {
                if (key.startsWith("Fn::")) {
                    return Optional.of(
                            diagnostic(template, PropertyPath.of(section, key), section + " are made by " + key));
                }
            }
        }
        for (Resource resource : template.resources().values()) {
            if (resource.type().isBlank()) {
                return Optional.of(diagnostic(
                        template,
                        PropertyPath.of("Resources", resource.logicalId()),
                        "has a resource without a Type, " + resource.logicalId()));
            }
        }
        for (Resource resource : template.resources().values()) {
            if (resource.type().startsWith(SAM)) {
                return Optional.of(diagnostic(
                        template,
                        PropertyPath.of("Resources", resource.logicalId()),
                        "is a SAM source: " + resource.logicalId() + " is an " + resource.type()));
            }
        }
        return template.document().entries().containsKey("Fn::Transform")
                ? Optional.of(diagnostic(template, PropertyPath.of("Fn::Transform"), "is expanded by Fn::Transform"))
                : Optional.empty();
    }

    private static Diagnostic diagnostic(Template template, PropertyPath path, String what) {
        String address = template.span(path)
                .map(s -> template.file() + ":" + s.line() + ":" + s.column())
                .orElse(template.file());
        return new Diagnostic(Code.TEMPLATE_UNSUPPORTED, "the template " + what, "", address);
    }
}
