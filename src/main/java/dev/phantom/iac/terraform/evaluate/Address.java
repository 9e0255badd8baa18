package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.evaluate.ModuleSource.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A resource's address, taken apart: `module.db["a"].aws_db_instance.main[0]`.
///
/// @param names without keys: `module`, `db`, `aws_db_instance`, `main`
public record Address(List<String> names) {

    public static Address parse(String address) {
        List<String> names = new ArrayList<>();
        var name = new StringBuilder();
        boolean key = false;
        boolean text = false;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (key) {
                if (text && c == '\\') {
                    i++;
                } else if (c == '"') {
                    text = !text;
                } else if (c == ']' && !text) {
                    key = false;
                }
            } else if (c == '[') {
                key = true;
            } else if (c == '.') {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return new Address(names);
    }

    /// The block that it is made of, in whichever local module.
    public Optional<Written> block(Configuration configuration) {
        var module = configuration.rootModule();
        int at = 0;
        while (at + 3 < names.size() && names.get(at).equals("module")) {
            String from = module.directory();
            var directory = module.block("module." + names.get(at + 1))
                    .flatMap(call -> Configuration.local(from, call.block()));
            if (directory.isEmpty()) {
                return Optional.empty();
            }
            module = configuration.module(directory.get());
            at += 2;
        }
        return module.block(String.join(".", names.subList(at, names.size())));
    }
}
