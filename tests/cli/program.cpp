#include "tests/cli/program.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace terreau::test {
namespace {

constexpr unsigned kPatienceS = 60;

// args: the program first.
[[noreturn]] void become(std::vector<std::string> args, const std::string& out,
                         const std::string& err, std::size_t file_limit) {
  const int flags = O_WRONLY | O_CREAT | O_TRUNC;
  if (chdir(testing::TempDir().c_str()) != 0) _exit(126);
  dup2(open("/dev/null", O_RDONLY), 0);
  dup2(open(out.c_str(), flags, 0600), 1);
  dup2(open(err.c_str(), flags, 0600), 2);
  if (file_limit != 0) {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{file_limit, file_limit};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY"}) unsetenv(name);
  setenv("LC_ALL", "C.UTF-8", 1);
  std::vector<char*> argv;
  for (std::string& arg : args) argv.push_back(arg.data());
  argv.push_back(nullptr);
  alarm(kPatienceS);  // outlives exec: nothing may hang
  execv(argv.front(), argv.data());
  _exit(127);
}

Outcome run(const std::vector<std::string>& args, std::size_t file_limit) {
  static int runs = 0;
  const std::string base = (std::filesystem::path(testing::TempDir()) /
                            ("terreau_" + std::to_string(getpid()) + "_" + std::to_string(++runs)))
                               .string();
  const std::string out = base + ".out", err = base + ".err";
  const pid_t child = fork();
  if (child == 0) become(args, out, err, file_limit);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  Outcome outcome{WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), slurp(out),
                  slurp(err)};
  std::filesystem::remove(out);
  std::filesystem::remove(err);
  return outcome;
}

}  // namespace

nlohmann::json Outcome::json() const {
  nlohmann::json parsed = nlohmann::json::parse(out, nullptr, false);
  EXPECT_FALSE(parsed.is_discarded()) << "no JSON: " << out << err;
  return parsed.is_discarded() ? nlohmann::json() : parsed;
}

std::string slurp(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

Outcome terreau(std::vector<std::string> args) {
  return terreau_with_file_limit(std::move(args), 0);
}

Outcome terreau_with_file_limit(std::vector<std::string> args, std::size_t bytes) {
  args.insert(args.begin(), TERREAU_BINARY);
  return run(args, bytes);
}

Outcome run_program(const std::string& program, std::vector<std::string> args) {
  args.insert(args.begin(), program);
  return run(args, 0);
}

void InFolder::SetUp() {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  folder_ = std::filesystem::path(testing::TempDir()) /
            ("terreau_" + std::string(test->name()) + "_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder_);
}

void InFolder::TearDown() { std::filesystem::remove_all(folder_); }

std::string InFolder::file(const std::string& name, const std::string& content) const {
  std::ofstream(folder_ / name, std::ios::binary) << content;
  return path(name);
}

}  // namespace terreau::test
