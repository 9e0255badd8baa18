package dev.phantom.iac;

import dev.phantom.value.Value;
import java.util.List;
import java.util.Map;

/// A way of declaring infrastructure in files: what a comparison, a patch and its proof ask of it. It reads files into
/// a [Definition], which declares resources in a context and knows the edits of its files.
///
/// Reading and declaring do no I/O: the texts come from whoever has them.
public interface Format {

    /// Short name for messages: `cloudformation`.
    String name();

    /// Whether this format would read the file, by its name and first characters.
    boolean reads(String file, String text);

    /// What a file says, not yet evaluated.
    ///
    /// @throws dev.phantom.fault.PhantomException TEMPLATE_SYNTAX, TEMPLATE_SHAPE or TEMPLATE_LIMIT, with file, line
    /// and column
    Definition read(String file, String text);

    /// What a definition says that is made of many files: a folder, and the folders that it calls.
    ///
    /// @param root  what the definition goes by: a file, or a folder
    /// @param texts of its files, by path
    /// @throws dev.phantom.fault.PhantomException as of one file
    default Definition read(String root, Map<String, String> texts) {
        return read(root, texts.getOrDefault(root, ""));
    }

    /// The folders whose files a definition is made of, as far as these texts tell; who has read them asks again, until
    /// nothing is new. Empty where a definition is one file.
    default List<String> directories(String root, Map<String, String> texts) {
        return List.of();
    }

    /// Whether a file of such a folder has to be read.
    default boolean wants(String file) {
        return false;
    }

    /// Whether what exists keeps the values of its inputs, whatever their defaults say later.
    default boolean keepsInputs() {
        return false;
    }

    /// The values of inputs that a file beside the definition gives, by name, each with its place.
    ///
    /// @throws dev.phantom.fault.PhantomException TEMPLATE_SYNTAX, TEMPLATE_LIMIT or PARAMETERS_SHAPE
    Map<String, Given> values(String file, String text);

    /// Any file of this format as one value. Its paths are those of origins and edits, so that two versions of a file
    /// can be told apart node by node.
    ///
    /// @throws dev.phantom.fault.PhantomException TEMPLATE_SYNTAX or TEMPLATE_LIMIT, with file, line and column
    Value document(String file, String text);

    /// Where the nodes of any file of this format stand.
    ///
    /// @throws dev.phantom.fault.PhantomException TEMPLATE_SYNTAX or TEMPLATE_LIMIT, with file, line and column
    SourcePlaces places(String file, String text);

    /// Holds the places that were read against the text.
    ///
    /// @throws dev.phantom.fault.PhantomException INTERNAL_ERROR naming a node that is not where it was read
    void verify(String file, String text);
}
