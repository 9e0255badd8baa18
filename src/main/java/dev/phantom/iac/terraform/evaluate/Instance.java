package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.evaluate.ModuleScope.Env;
import dev.phantom.iac.terraform.evaluate.ModuleSource.Written;

/// One resource, data source or module that a block stands for.
///
/// @param address absolute: `module.db.aws_db_instance.main["a"]`
/// @param env     with `each` or `count`
/// @param sure    false where nobody can say how many there are
public record Instance(String address, Written written, Env env, boolean sure) {}
