package dev.phantom.github;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/// Reads the private key of a GitHub App. GitHub gives it out as PKCS#1 (`BEGIN RSA PRIVATE KEY`), which the JDK does
/// not read; it is the inner part of PKCS#8 (RFC 5208, section 5), so that is put around it.
final class AppKey {
    private AppKey() {}

    private static final byte[] RSA_VERSION_0 = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    /// @throws PhantomException CONFIG_BAD_VALUE; what the file holds is not quoted
    static PrivateKey read(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // whoever opens a pipe that nobody writes to waits for ever
            throw bad("is no regular file", file, new IOException("a pipe or a device"));
        }
        try {
            var text = Files.readString(file);
            var bytes = Base64.getMimeDecoder()
                    .decode(text.replaceAll("-----[^-]*-----", "").replaceAll("\\s", ""));
            var pkcs8 = text.contains("BEGIN RSA PRIVATE KEY") ? wrapped(bytes) : bytes;
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (IOException e) {
            throw bad("cannot be read", file, e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw bad("is not an RSA private key in PEM format", file, e);
        }
    }

    private static byte[] wrapped(byte[] pkcs1) {
        var inner = new ByteArrayOutputStream();
        inner.writeBytes(RSA_VERSION_0);
        inner.writeBytes(element(OCTETS, pkcs1));
        return element(SEQUENCE, inner.toByteArray());
    }

    /// Tag, length in its shortest form (X.690, 10.1), content.
    private static byte[] element(int tag, byte[] content) {
        var all = new ByteArrayOutputStream();
        all.write(tag);
        if (content.length < 0x80) {
            all.write(content.length);
        } else if (content.length < 0x100) {
            all.write(0x81);
            all.write(content.length);
        } else {
            all.write(0x82);
            all.write(content.length >> 8);
            all.write(content.length);
        }
        all.writeBytes(content);
        return all.toByteArray();
    }

    private static PhantomException bad(String why, Path file, Exception cause) {
        return new PhantomException(
                new Diagnostic(
                        Code.CONFIG_BAD_VALUE,
                        "the key file of the GitHub App " + why + ": " + file.getFileName(),
                        "PHANTOM_GITHUB_APP_KEY_FILE must name the .pem file downloaded from GitHub",
                        "PHANTOM_GITHUB_APP_KEY_FILE"),
                cause);
    }
}
