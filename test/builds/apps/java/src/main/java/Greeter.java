import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.ZoneId;
import java.util.ResourceBundle;
import javax.net.ssl.TrustManagerFactory;

/** Greets, and prints what its container gives it. */
public class Greeter {
  public static void main(String[] args) throws Exception {
    ResourceBundle texts = ResourceBundle.getBundle("texts");
    System.out.println(String.format(texts.getString("greeting"), System.getenv("GREETING"), args[0]));
    System.out.println("file " + Files.readString(Path.of("conf/motto.txt")).strip());
    System.out.println("folder " + Path.of("").toAbsolutePath());
    System.out.println("user " + System.getProperty("user.name") + " java " + System.getProperty("java.specification.version"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init((KeyStore) null);
    System.out.println("certificates " + (trust.getTrustManagers().length > 0));
    System.out.println("zone " + ZoneId.of("Europe/Paris"));
  }
}
