package dev.phantom.patch.plan;

import dev.phantom.value.Edit;

/// An edit and the file that it is made in.
record Placed(String file, Edit edit) {}
