package dev.phantom.drift.plan;

/// Where one instance of a resource stands.
///
/// @param address  `module.db["a"].aws_db_instance.main[0]`
/// @param type     `aws_db_instance`
/// @param provider `registry.terraform.io/hashicorp/aws`; empty if not said
public record ResourceAddress(String address, String type, String provider) {

    /// The address of the block that declares it, without the keys of instances: `module.db.aws_db_instance.main`.
    public String block() {
        var plain = new StringBuilder();
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '[') {
                depth++;
            } else if (!quoted && c == ']') {
                depth--;
            } else if (!quoted && depth == 0) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
