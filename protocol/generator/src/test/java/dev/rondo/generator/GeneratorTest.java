package dev.rondo.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse.Feature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GeneratorTest {
  private static final String PACKAGE = "dev/rondo/test/pond/";

  @Test
  void makesTheClassesOfAContractIntoThePackageOfItsFile() {
    CodeGeneratorResponse response = Protos.generate("made/pond.proto");

    assertThat(Protos.names(response))
        .containsExactly(
            PACKAGE + "PondRoomBase.java",
            PACKAGE + "HopView.java",
            PACKAGE + "WaterSync.java",
            PACKAGE + "FrogEntity.java",
            PACKAGE + "WeatherSingle.java");
    assertThat(response.hasError()).isFalse();
  }

  @Test
  void makesOnceWhatTwoContractsOfAPackageShare() {
    CodeGeneratorResponse response = Protos.generate("made/pond.proto", "made/brook.proto");

    assertThat(Protos.names(response))
        .doesNotHaveDuplicates()
        .contains(PACKAGE + "BrookRoomBase.java", PACKAGE + "FlowSync.java")
        .hasSize(7);
  }

  @Test
  void makesNothingOfFilesWithoutAContract() {
    CodeGeneratorResponse response = Protos.generate("refused/old.proto", "refused/older.proto");

    assertThat(response.getFileList()).isEmpty();
    assertThat(response.hasError()).isFalse();
  }

  @Test
  void makesNothingOfContractsThatAreOnlyImported() {
    CodeGeneratorResponse response = Protos.generate("made/brook.proto");

    assertThat(Protos.names(response))
        .contains(PACKAGE + "BrookRoomBase.java", PACKAGE + "FrogEntity.java")
        .doesNotContain(PACKAGE + "PondRoomBase.java");
  }

  @Test
  void makesNothingAtAllIfOneContractIsRefused() {
    CodeGeneratorResponse response = Protos.generate("made/pond.proto", "refused/homeless.proto");

    assertThat(response.getFileList()).isEmpty();
    assertThat(response.getError())
        .isEqualTo(
            "refused/homeless.proto:7:1: Homeless has no Java package, and its classes could not"
                + " be imported. Write option java_package = \"...\"; into its file.");
  }

  @Test
  void refusesOptionsThatItDoesNotHave() {
    CodeGeneratorResponse response = Generator.run(
        Protos.request("made/pond.proto").toBuilder().setParameter("lite").build());

    assertThat(response.getError())
        .isEqualTo("options: lite (expected: none; what can be set stands in the contract)");
  }

  @Test
  void saysWhichFilesItUnderstands() {
    CodeGeneratorResponse response = Protos.generate();

    assertThat(response.getSupportedFeatures())
        .isEqualTo(Feature.FEATURE_PROTO3_OPTIONAL_VALUE | Feature.FEATURE_SUPPORTS_EDITIONS_VALUE);
    assertThat(response.getMinimumEdition()).isEqualTo(Edition.EDITION_PROTO2_VALUE);
    assertThat(response.getMaximumEdition()).isEqualTo(Edition.EDITION_2024_VALUE);
  }

  @Test
  void keepsACommentFromBeingCode() {
    String made = Protos.made("made/brook.proto", "BrookRoomBase");

    assertThat(made).contains("""
         * <p>Ends *&#47; here, {&#64;code is} &lt;none&gt; &amp; &#92;u0041.
         *
         * <p>A second paragraph.
        """);
  }

  @Test
  void readsFromProtocAndWritesToIt() throws IOException {
    InputStream in = System.in;
    PrintStream out = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setIn(new ByteArrayInputStream(Protos.request("made/pond.proto").toByteArray()));
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      Main.main(new String[0]);
    } finally {
      System.setIn(in);
      System.setOut(out);
    }

    assertThat(CodeGeneratorResponse.parseFrom(written.toByteArray()))
        .isEqualTo(Protos.generate("made/pond.proto"));
  }
}
