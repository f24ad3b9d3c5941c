# One interface target has all compile flags; a module is a static library with an alias.

add_library(interleave_options INTERFACE)
target_compile_features(interleave_options INTERFACE cxx_std_20)
target_include_directories(interleave_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(interleave_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
    -Wcast-qual -Wformat=2 -Wimplicit-fallthrough -Wnull-dereference -Wextra-semi -Wsuggest-override
    # GCC 12 reports uninitialised members for every std::variant copied out of a list; clang checks these.
    $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess;-Wno-maybe-uninitialized>
    $<$<BOOL:${INTERLEAVE_WERROR}>:-Werror>)
target_compile_definitions(interleave_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)
define_property(TARGET PROPERTY INTERLEAVE_UNOPTIMIZED
    BRIEF_DOCS "With sanitizers: optimizing this target takes longer than it saves where it runs")
if(INTERLEAVE_SANITIZE)
    target_compile_options(interleave_options INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
        $<IF:$<BOOL:$<TARGET_PROPERTY:INTERLEAVE_UNOPTIMIZED>>,-O0,-O1>)
    target_link_options(interleave_options INTERFACE -fsanitize=address,undefined)
endif()
if(INTERLEAVE_FUZZ)
    # fuzzer-no-link: each module tells libFuzzer which branches were taken; its main() is linked into the fuzzers alone.
    target_compile_options(interleave_options INTERFACE
        -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(interleave_options INTERFACE -fsanitize=address,undefined)
    target_compile_definitions(interleave_options INTERFACE QT_FORCE_ASSERTS _GLIBCXX_ASSERTIONS)
endif()

# interleave_add_module(core SOURCES … LINK … PRECOMPILE <QtCore> … ALONE …): the library interleave_core, Interleave::Core
# Where INTERLEAVE_UNITY is on, the sources of a folder are compiled as one, but for those that are named in ALONE because
# they give a name of their own a meaning that it has not in another file there.
function(interleave_add_module name)
    cmake_parse_arguments(MODULE "" "" "SOURCES;LINK;LINK_PRIVATE;PRECOMPILE;ALONE" ${ARGN})
    string(SUBSTRING ${name} 0 1 first)
    string(SUBSTRING ${name} 1 -1 rest)
    string(TOUPPER ${first} first)
    qt_add_library(interleave_${name} STATIC ${MODULE_SOURCES})
    add_library(Interleave::${first}${rest} ALIAS interleave_${name})
    target_link_libraries(interleave_${name} PUBLIC interleave_options ${MODULE_LINK} PRIVATE ${MODULE_LINK_PRIVATE})
    target_precompile_headers(interleave_${name} PRIVATE ${MODULE_PRECOMPILE})
    set_target_properties(interleave_${name} PROPERTIES
        AUTOUIC_SEARCH_PATHS ${PROJECT_SOURCE_DIR}/ui
        UNITY_BUILD ${INTERLEAVE_UNITY}
        UNITY_BUILD_MODE GROUP)
    foreach(source IN LISTS MODULE_SOURCES)
        get_filename_component(folder ${source} DIRECTORY)
        string(MAKE_C_IDENTIFIER "of_${folder}" group)
        set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
    endforeach()
    if(MODULE_ALONE)
        set_source_files_properties(${MODULE_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
endfunction()
