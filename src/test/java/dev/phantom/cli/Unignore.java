package dev.phantom.cli;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Becomes the program that its arguments name, with the default answer to SIGINT, whatever it inherited. A shell
/// cannot
/// do that: what was ignored when it began stays ignored.
final class Unignore {

    private static final int SIGINT = 2;

    private Unignore() {}

    public static void main(String[] args) throws Throwable {
        var arena = Arena.global();
        var words = arena.allocate(ADDRESS, args.length + 1);
        for (int i = 0; i < args.length; i++) {
            words.setAtIndex(ADDRESS, i, arena.allocateFrom(args[i]));
        }
        function("signal", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS)).invoke(SIGINT, MemorySegment.NULL);
        function("execv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS)).invoke(words.get(ADDRESS, 0), words);
        throw new IllegalStateException("not executed: " + args[0]);
    }

    private static MethodHandle function(String name, FunctionDescriptor shape) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), shape);
    }
}
