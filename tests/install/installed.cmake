cmake_minimum_required(VERSION 3.25)

# Installs the program into a folder of its own, as `cmake --install` does, and looks at all that is there: the list of
# files, what validators say of them, the versions, and the installed program.
#   cmake -D BUILD=build/test -D PREFIX=… -D FILES=files.txt -D VERSION=0.2.0 -P installed.cmake
file(REMOVE_RECURSE ${PREFIX})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${PREFIX} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

file(GLOB_RECURSE there LIST_DIRECTORIES false RELATIVE ${PREFIX} ${PREFIX}/*)
file(STRINGS ${FILES} expected REGEX "^[^#]")
foreach(file IN LISTS there)
    if(NOT file IN_LIST expected)
        string(APPEND wrong "\n  ${file} is installed and is not in ${FILES}")
    endif()
endforeach()
foreach(file IN LISTS expected)
    if(NOT file IN_LIST there)
        string(APPEND wrong "\n  ${file} is in ${FILES} and is not installed")
    endif()
endforeach()

# validate(PROGRAM argument…): left out where the program is not installed.
set(left_out "")
function(validate program)
    find_program(${program}_path ${program} NO_CACHE)
    if(NOT ${program}_path)
        set(left_out "${left_out} ${program}" PARENT_SCOPE)
        return()
    endif()
    execute_process(COMMAND ${${program}_path} ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(NOT code EQUAL 0 OR said MATCHES "(^|\n) *[EW]: |[Ww]arning|: hint:")
        set(wrong "${wrong}\n  ${program}: ${said}" PARENT_SCOPE)
    endif()
endfunction()
set(id dev.interleave.Interleave)
validate(desktop-file-validate ${PREFIX}/share/applications/${id}.desktop)
validate(appstreamcli validate --no-net ${PREFIX}/share/metainfo/${id}.metainfo.xml)
validate(gzip --test ${PREFIX}/share/man/man1/interleave.1.gz)

function(run result)
    execute_process(
        COMMAND ${CMAKE_COMMAND} -E env --unset=DISPLAY --unset=WAYLAND_DISPLAY ASAN_OPTIONS=detect_leaks=0 LC_ALL=C.UTF-8
            ${PREFIX}/bin/interleave ${ARGN}
        WORKING_DIRECTORY ${PREFIX}
        OUTPUT_VARIABLE out ERROR_VARIABLE err COMMAND_ERROR_IS_FATAL ANY)
    if(NOT err STREQUAL "")
        set(wrong "${wrong}\n  interleave ${ARGN}: ${err}" PARENT_SCOPE)
    endif()
    set(${result} "${out}" PARENT_SCOPE)
endfunction()

# expect(text what): that the text has the version
macro(expect_in what text pattern)
    if(NOT "${text}" MATCHES "${pattern}")
        string(APPEND wrong "\n  ${what} does not say ${pattern}")
    endif()
endmacro()
string(REPLACE "." "\\." version ${VERSION})
run(said --version)
expect_in("--version" "${said}" "^interleave ${version}\n$")
run(said manual)
expect_in("the manual page" "${said}" "^\\.TH INTERLEAVE 1 [0-9-]+ \"Interleave ${version}\"\n")
string(REGEX MATCH "^\\.TH INTERLEAVE 1 ([0-9-]+)" date "${said}")
set(date ${CMAKE_MATCH_1})
file(READ ${PREFIX}/share/metainfo/${id}.metainfo.xml said)
string(REGEX MATCH "<release [^>]*>" said "${said}")
expect_in("the metainfo" "${said}" "^<release version=\"${version}\" date=\"${date}\">$")
file(READ ${PREFIX}/share/doc/interleave/copyright said)
expect_in("the copyright" "${said}" "^Interleave ${version}\n")

run(said shot shot.png --scenario lost-update --size 800x600)
file(READ ${PREFIX}/shot.png said LIMIT 24 HEX)
expect_in("the picture" "${said}" "^89504e470d0a1a0a.*0000032000000258$")

if(wrong)
    message(FATAL_ERROR "${wrong}\n")
endif()
file(REMOVE_RECURSE ${PREFIX})
list(LENGTH there count)
message(STATUS "${count} files are installed")
if(left_out)
    message(STATUS "Left out, because they are not installed:${left_out}")
endif()
