# Compiler options that every target of the project shares, through terreau_options.

# GCC 12 is the compiler on which the "zero warnings" rule is checked; a newer one may know new
# warnings, and somebody who only wants to build the program must not be stopped by them.
set(reference_compiler OFF)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  set(reference_compiler ON)
endif()
option(TERREAU_WERROR "Treat warnings as errors" ${reference_compiler})
set(TERREAU_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them: address,undefined or thread")

add_library(terreau_options INTERFACE)
target_compile_options(terreau_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wcast-qual>)
# -Wno-sign-conversion: every container index is unsigned in the standard library and signed here;
# the narrowing that loses data is still reported by -Wconversion.

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports std::string's own operator+ (https://gcc.gnu.org/PR105651).
  target_compile_options(terreau_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>)
endif()
if(TERREAU_WERROR)
  target_compile_options(terreau_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Werror>)
endif()

if(TERREAU_SANITIZE)
  add_compile_options(-fsanitize=${TERREAU_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${TERREAU_SANITIZE})
  # The instrumentation hides initialisations from this warning (https://gcc.gnu.org/PR105562).
  target_compile_options(terreau_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized>)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()
