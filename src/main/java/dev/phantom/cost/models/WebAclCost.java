package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/// Web ACLs and rule groups of AWS WAF: each rule, the managed groups that are subscribed to, and puzzles that are set.
///
/// https://aws.amazon.com/waf/pricing/
final class WebAclCost implements CostModel {
    private static final String ACL = "AWS::WAFv2::WebACL";
    private static final String[] GROUP = {"Statement", "ManagedRuleGroupStatement"};

    /// AWS's own groups that have a fee of their own; its others have none.
    private static final Map<String, String> FEES = Map.of(
            "AWSManagedRulesBotControlRuleSet", "Bot Control",
            "AWSManagedRulesATPRuleSet", "account takeover prevention",
            "AWSManagedRulesACFPRuleSet", "account creation fraud prevention",
            "AWSManagedRulesAntiDDoSRuleSet", "anti-DDoS");

    @Override
    public Set<String> types() {
        return Set.of(ACL, "AWS::WAFv2::RuleGroup");
    }

    @Override
    public Set<String> reads() {
        return Set.of("Rules");
    }

    @Override
    public Quote quote(Settings acl, Market market) {
        var bill = new Bill(market);
        if (acl.type().equals(ACL)) {
            bill.add("acl", "web ACL", "waf.acl", Map.of(), BigDecimal.ONE);
            bill.byUsage("requests", "requests", "waf.requests", Map.of());
        }
        bill.part("rules", "rules", () -> {
            var rules = acl.items("Rules");
            if (!rules.isEmpty()) {
                var count = BigDecimal.valueOf(rules.size());
                bill.add("rules", Plain.many(count) + "rule or rule group", "waf.rule", Map.of(), count);
            }
            rules.forEach(rule -> rule(bill, rule));
        });
        return bill.quote();
    }

    private static void rule(Bill bill, Settings rule) {
        var group = rule.below(GROUP);
        group.ifPresent(g -> managed(bill, g));
        var action = rule.below("Action");
        if (action.filter(a -> a.has("Captcha")).isPresent()) {
            bill.byUsage("captcha", "puzzles that are attempted", "waf.captcha", Map.of());
        }
        if (action.filter(a -> a.has("Challenge")).isPresent()) {
            bill.byUsage("challenge", "challenges that are answered", "waf.challenge", Map.of());
        }
    }

    private static void managed(Bill bill, Settings group) {
        var name = group.needed("Name");
        var vendor = group.text("VendorName").orElse("AWS");
        if (!vendor.equals("AWS")) {
            bill.unpriced("group " + name, "%s of %s: its subscription is not priced".formatted(name, vendor));
        } else if (FEES.containsKey(name)) {
            var level = group.items("ManagedRuleGroupConfigs").stream()
                    .flatMap(c -> c.text("AWSManagedRulesBotControlRuleSet", "InspectionLevel").stream())
                    .findFirst()
                    .orElse("COMMON");
            bill.add(
                    "group " + name,
                    "subscription of " + FEES.get(name),
                    "waf.managed-group",
                    Map.of("group", name),
                    BigDecimal.ONE);
            bill.byUsage(
                    "requests " + name,
                    "requests that %s inspects%s"
                            .formatted(FEES.get(name), level.equals("COMMON") ? "" : ", " + level),
                    "waf.managed-requests",
                    Map.of("group", name, "level", level));
        }
    }
}
