package dev.phantom.iac.cloudformation.edit;

import dev.phantom.value.Edit;

/// An edit and the file that it is made in.
record Placed(String file, Edit edit) {}
